import { useMemo, useState } from 'react';
import { ApiError } from '../../api/client';
import type { Configuration } from '../../api/types';
import { useServices } from '../../app/services';
import { useScope } from '../../experiments/scope';
import { formatCount } from '../../format/numbers';
import { Button } from '../../ui/Button';
import { CodeEditor } from '../../ui/CodeEditor';
import { FullDialog } from '../../ui/FullDialog';
import { Icon } from '../../ui/Icon';
import { type Problem, ProblemList } from '../../ui/ProblemList';
import { configurationOf, type Draft, draftOf, parametersOfDraft, remarkOn, unknownNames } from './draft';
import { DraftForm } from './DraftForm';
import styles from './NewTrialDialog.module.css';
import { readConfigurations } from './read-configurations';
import { type Refusals, refusalsOf } from './refusals';

/** What a new trial can begin with. */
export interface Template {
  label: string;
  configuration: Configuration;
}

interface Props {
  /** The first is what is shown at first. */
  templates: readonly Template[];
  onClose: () => void;
}

const NO_REFUSALS: Refusals = { fields: [], others: [] };

/** Has configurations evaluated that a person wrote. */
export function NewTrialDialog({ templates, onClose }: Props) {
  const { id, configuration } = useScope();
  const { api } = useServices();
  const space = configuration?.searchSpace;
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => [draftOf(space, templates[0]?.configuration ?? {})]);
  const [current, setCurrent] = useState(0);
  /** What is written as JSON, while that is shown. */
  const [json, setJson] = useState<string>();
  const [refusals, setRefusals] = useState(NO_REFUSALS);
  const [busy, setBusy] = useState(false);
  const [queued, setQueued] = useState<{ added: number; waiting: number }>();

  const written = useMemo(() => (json === undefined ? undefined : readConfigurations(json)), [json]);
  const configurations = useMemo(() => written?.configurations ?? drafts.map((draft) => configurationOf(space, draft)), [written, drafts, space]);
  const remarks = useMemo(() => remarksOn(space, configurations), [space, configurations]);
  const errors = remarks.filter(({ tone }) => tone === 'error').length;
  const unreadable = written?.problem;
  const draft = drafts[current];

  const change = (next: readonly Draft[]) => {
    setDrafts(next);
    setRefusals(NO_REFUSALS);
  };
  const showForm = () => {
    if (written?.configurations === undefined) return;
    const next = written.configurations.map((each) => draftOf(space, each));
    change(next);
    setCurrent(Math.min(current, next.length - 1));
    setJson(undefined);
  };
  const showJson = () => setJson(JSON.stringify(configurations.length === 1 ? configurations[0] : configurations, null, 2));
  const send = async () => {
    setBusy(true);
    setRefusals(NO_REFUSALS);
    try {
      const waiting = await api.enqueue(id, configurations);
      setQueued({ added: configurations.length, waiting });
    } catch (problem) {
      if (!(problem instanceof ApiError)) throw problem;
      const found = refusalsOf(problem, configurations, space);
      setRefusals(found);
      const first = found.fields[0];
      if (json === undefined && first !== undefined) setCurrent(first.index);
    } finally {
      setBusy(false);
    }
  };

  if (queued !== undefined) {
    return (
      <FullDialog
        title="New trial"
        narrow
        onClose={onClose}
        footer={
          <>
            <Button onClick={() => setQueued(undefined)}>Write another</Button>
            <Button kind="primary" onClick={onClose}>
              Done
            </Button>
          </>
        }
      >
        <p className={styles.queued} role="status">
          <Icon name="check" size={18} />
          <span>
            {queued.added === 1 ? 'The trial is queued.' : `${formatCount(queued.added)} trials are queued.`} {formatCount(queued.waiting)}{' '}
            {queued.waiting === 1 ? 'configuration waits' : 'configurations wait'} now; the tuner is asked again when they have begun.
          </span>
        </p>
      </FullDialog>
    );
  }
  const fieldRefusals = new Map(refusals.fields.filter(({ index }) => index === current).map(({ name, message }) => [name, message]));
  const listed: Problem[] = [
    ...refusals.others.map(({ path, message }) => ({ tone: 'error' as const, path, message })),
    ...(json === undefined ? [] : refusals.fields.map(({ index, name, message }) => ({ tone: 'error' as const, path: pathOf(index, name, configurations.length), message }))),
    ...(json === undefined ? [] : remarks),
  ];
  return (
    <FullDialog
      title="New trial"
      narrow
      onClose={onClose}
      tools={
        <div className={styles.views} role="group" aria-label="View">
          <button type="button" aria-pressed={json === undefined} disabled={unreadable !== undefined} onClick={showForm}>
            Form
          </button>
          <button type="button" aria-pressed={json !== undefined} onClick={showJson}>
            JSON
          </button>
        </div>
      }
      footer={
        <>
          {remarks.some(({ tone }) => tone === 'warning') && (
            <p className={styles.warned}>
              <Icon name="warning" size={13} /> Outside the space: the server decides whether it takes it
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button kind="primary" disabled={busy || errors > 0 || unreadable !== undefined || configurations.length === 0} onClick={() => void send()}>
            {configurations.length > 1 ? `Queue ${configurations.length} trials` : 'Queue trial'}
          </Button>
        </>
      }
    >
      <div className={styles.dialog} data-testid="new-trial">
        {listed.length > 0 && <ProblemList problems={listed} />}
        {json === undefined ? (
          <>
            <div className={styles.bar}>
              {drafts.length > 1 && (
                <div className={styles.drafts} role="group" aria-label="Trials">
                  {drafts.map((each, index) => (
                    <button
                      key={index}
                      type="button"
                      aria-pressed={index === current}
                      data-wrong={isWrong(space, each) || refusals.fields.some((refusal) => refusal.index === index)}
                      onClick={() => setCurrent(index)}
                    >
                      {index + 1}
                    </button>
                  ))}
                </div>
              )}
              <Button
                kind="quiet"
                onClick={() => {
                  change([...drafts, draft ?? {}]);
                  setCurrent(drafts.length);
                }}
              >
                <Icon name="plus" size={12} /> Add another
              </Button>
              {drafts.length > 1 && (
                <Button
                  kind="quiet"
                  onClick={() => {
                    change(drafts.toSpliced(current, 1));
                    setCurrent(Math.max(0, current - 1));
                  }}
                >
                  <Icon name="trash" size={12} /> Remove
                </Button>
              )}
              <label className={styles.template}>
                Fill in
                <select
                  value=""
                  onChange={(event) => {
                    const chosen = templates[Number(event.target.value)];
                    if (chosen !== undefined) change(drafts.with(current, draftOf(space, chosen.configuration)));
                  }}
                >
                  <option value="">from…</option>
                  {templates.map(({ label }, index) => (
                    <option key={label} value={index}>
                      {label}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            {draft !== undefined && (
              <DraftForm
                key={current}
                space={space}
                draft={draft}
                refusals={fieldRefusals}
                onChange={(next) => change(drafts.with(current, next))}
              />
            )}
          </>
        ) : (
          <>
            <p className={styles.hint}>One configuration, or a list of them.</p>
            <div className={styles.editor}>
              <CodeEditor
                label="Configurations as JSON"
                value={json}
                onChange={(next) => {
                  setJson(next);
                  setRefusals(NO_REFUSALS);
                }}
              />
            </div>
            {unreadable !== undefined && (
              <p className={styles.error} role="alert">
                {unreadable}
              </p>
            )}
          </>
        )}
      </div>
    </FullDialog>
  );
}

function isWrong(space: unknown, draft: Draft): boolean {
  return parametersOfDraft(space, draft).some((parameter) => remarkOn(parameter, draft[parameter.name] ?? '')?.tone === 'error');
}

/** Everything that can be said of these configurations before the server is asked. */
function remarksOn(space: unknown, configurations: readonly Configuration[]): Problem[] {
  return configurations.flatMap((configuration, index) => {
    const draft = draftOf(space, configuration);
    const known = parametersOfDraft(space, draft).flatMap((parameter): Problem[] => {
      const remark = remarkOn(parameter, draft[parameter.name] ?? '');
      return remark === undefined ? [] : [{ ...remark, path: pathOf(index, parameter.name, configurations.length) }];
    });
    const unknown = unknownNames(space, configuration).map(
      (name): Problem => ({ tone: 'warning', path: pathOf(index, name, configurations.length), message: 'not in the space' }),
    );
    return [...known, ...unknown];
  });
}

function pathOf(index: number, name: string, count: number): string {
  return count === 1 ? name : `${index + 1}: ${name}`;
}
