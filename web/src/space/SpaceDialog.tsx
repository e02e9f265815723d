import { type SyntheticEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useServices } from '../app/services';
import type { Experiment } from '../api/types';
import { problemsOf } from '../experiments/use-configuration-check';
import { formatCount } from '../format/numbers';
import { useObservable } from '../state/observable';
import { Button } from '../ui/Button';
import { CodeEditor, type CodeEditorHandle } from '../ui/CodeEditor';
import { Dialog, DialogButtons } from '../ui/Dialog';
import { marksOf, type Problem, ProblemList } from '../ui/ProblemList';
import { type JsonText, JsonTextError, lineOf, readJson, writeJson } from './json-text';
import styles from './SpaceDialog.module.css';

interface Props {
  experiment: Experiment;
  /** As it is configured. */
  space: unknown;
  onClose: () => void;
}

/** Changes what is searched, all of it or nothing: the server says what is wrong. */
export function SpaceDialog({ experiment, space, onClose }: Props) {
  const { api, connection } = useServices();
  const away = useObservable(connection) === 'reconnecting';
  const [original] = useState(() => writeJson(space));
  const [text, setText] = useState(original);
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [busy, setBusy] = useState(false);
  const editor = useRef<CodeEditorHandle>(null);
  const marks = useMemo(() => marksOf(problems), [problems]);
  useEffect(() => editor.current?.focus(), []);

  const save = async (event: SyntheticEvent) => {
    event.preventDefault();
    const json = read(text);
    if ('problem' in json) return setProblems([json.problem]);
    setBusy(true);
    try {
      await api.updateExperiment(experiment.id, { searchSpace: json.value as Record<string, unknown> });
      onClose();
    } catch (caught) {
      setProblems(problemsOf(caught).map((problem) => located(problem, json)));
      setBusy(false);
    }
  };
  const trials = experiment.counts.total;
  return (
    <Dialog title="Edit the search space" wide onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <p>
          {experiment.tuner} is made anew for the new space
          {trials === 0 ? '.' : ` and told the ${trials === 1 ? 'recorded trial' : `${formatCount(trials)} recorded trials`}, in their order, as far as they fit into it.`} Trials that wait or run go on
          as they are.
        </p>
        <div className={styles.text}>
          <CodeEditor
            ref={editor}
            label="Search space as JSON"
            value={text}
            onChange={(next) => {
              setText(next);
              setProblems([]);
            }}
            marks={marks}
          />
        </div>
        {problems.length > 0 && (
          <div className={styles.problems} role="alert">
            <ProblemList problems={problems} onLine={(line) => editor.current?.goTo(line)} />
          </div>
        )}
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={busy || away || text === original}>
            {busy ? 'Changing…' : 'Change the space'}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function read(text: string): JsonText | { problem: Problem } {
  try {
    const json = readJson(text);
    if (typeof json.value === 'object' && json.value !== null && !Array.isArray(json.value)) return json;
    return { problem: { tone: 'error', line: 1, message: 'An object with parameters by name is expected.' } };
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    return { problem: { tone: 'error', line: error.line, message: error.message } };
  }
}

const SPACE = /^searchSpace(?:\.|$)/;

/** The server tells paths of the whole update; here people see the space only. */
function located(problem: Problem, json: JsonText): Problem {
  if (problem.path === undefined || !SPACE.test(problem.path)) return { ...problem, line: undefined };
  const path = problem.path.replace(SPACE, '');
  return { ...problem, path, line: lineOf(json, path) };
}
