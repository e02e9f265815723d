import { type ChangeEvent, type KeyboardEvent, type SyntheticEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { navigate } from '../app/router';
import { useServices } from '../app/services';
import { Button } from '../ui/Button';
import { CodeEditor, type CodeEditorHandle } from '../ui/CodeEditor';
import { Dialog, DialogButtons } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { marksOf, type Problem, ProblemList } from '../ui/ProblemList';
import { configurationText, type Draft, EMPTY_DRAFT, EXAMPLE, lastBase, readDraft, rememberBase } from './new-experiment';
import styles from './NewExperimentDialog.module.css';
import { problemsOf, useConfigurationCheck } from './use-configuration-check';

interface Props {
  draft: Draft;
  onDraft: (draft: Draft) => void;
  /** A file is being dragged over the page. */
  dropping: boolean;
  onClose: () => void;
}

const NONE: readonly Problem[] = [];

/** A configuration is written, chosen or dropped, checked by the server as it changes, and started. */
export function NewExperimentDialog({ draft, onDraft, dropping, onClose }: Props) {
  const { api } = useServices();
  const [base, setBase] = useState(lastBase);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ draft: Draft; problems: readonly Problem[] }>();
  const editor = useRef<CodeEditorHandle>(null);
  const file = useRef<HTMLInputElement>(null);
  const baseField = useId();
  const note = useId();

  // After the dialog has opened, which focuses its first button.
  useEffect(() => editor.current?.focus(), []);

  const configuration = configurationText(draft.text, base);
  const { result, checking } = useConfigurationCheck(configuration);
  // What its creation was refused for counts until something changes.
  const problems = (refusal?.draft === draft ? refusal.problems : result?.problems) ?? NONE;
  const marks = useMemo(() => marksOf(problems), [problems]);
  const errors = problems.filter(({ tone }) => tone === 'error').length;
  const refused = !checking && result?.ready === false;

  const create = async (event?: SyntheticEvent) => {
    event?.preventDefault();
    if (busy || refused || draft.text.trim() === '') return;
    setBusy(true);
    try {
      const { id } = await api.createExperiment(configuration);
      rememberBase(base);
      onDraft(EMPTY_DRAFT);
      onClose();
      navigate(`/experiments/${encodeURIComponent(id)}`);
    } catch (caught) {
      setRefusal({ draft, problems: problemsOf(caught) });
      setBusy(false);
    }
  };
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    void readDraft([...(event.target.files ?? [])]).then(onDraft);
    event.target.value = '';
  };
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void create(event);
  };
  return (
    <Dialog title="New experiment" wide onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void create(event)} onKeyDown={keyDown}>
        <div className={styles.source}>
          <span className={styles.file}>{draft.file ?? 'Write, paste or drop YAML or JSON'}</span>
          {draft.text === '' && (
            <Button kind="quiet" onClick={() => onDraft({ text: EXAMPLE })}>
              Insert an example
            </Button>
          )}
          <Button onClick={() => file.current?.click()}>
            <Icon name="file" />
            Choose a file…
          </Button>
          <input ref={file} type="file" accept=".yaml,.yml,.json,.txt" hidden data-testid="file" onChange={choose} />
        </div>
        <div className={`${styles.text} ${dropping ? styles.dropping : ''}`}>
          <CodeEditor
            ref={editor}
            label="Configuration"
            value={draft.text}
            onChange={(text) => onDraft({ text, file: draft.file })}
            marks={marks}
            placeholder={'searchSpace:\n  learning_rate: {_type: loguniform, _value: [0.0001, 1]}\ntrialCommand: python3 train.py\n…'}
          />
        </div>
        <div className={styles.base}>
          <label htmlFor={baseField}>Base directory</label>
          <input
            id={baseField}
            type="text"
            value={base}
            placeholder="where the server was started"
            spellCheck={false}
            aria-describedby={note}
            onChange={(event) => setBase(event.target.value)}
          />
          <span id={note}>Relative paths of the configuration are relative to this directory of the server’s machine.</span>
        </div>
        <div className={styles.answer} aria-live="polite" data-testid="check" data-checking={checking}>
          {draft.problem !== undefined && <ProblemList problems={[{ tone: 'error', message: draft.problem }]} />}
          {result?.ready === true && errors === 0 && (
            <p className={styles.ready}>
              <Icon name="check" />
              Ready: {result.outline}
            </p>
          )}
          {errors > 0 && <p className={styles.refused}>{errors === 1 ? 'One problem' : `${errors} problems`}</p>}
          {problems.length > 0 && <ProblemList problems={problems} onLine={(line) => editor.current?.goTo(line)} />}
        </div>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" kind="primary" disabled={busy || refused || draft.text.trim() === ''}>
            {busy ? 'Creating…' : 'Create and start'}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
