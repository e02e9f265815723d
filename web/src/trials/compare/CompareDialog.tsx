import { Fragment, useMemo, useState } from 'react';
import type { Trial, Value } from '../../api/types';
import { useScope } from '../../experiments/scope';
import { formatCount, formatParameter, formatValue } from '../../format/numbers';
import { formatDuration } from '../../format/time';
import { useAt } from '../../time/moment';
import { CopyButton } from '../../ui/CopyButton';
import { FullDialog } from '../../ui/FullDialog';
import { Icon, Star } from '../../ui/Icon';
import { useNow } from '../../ui/now';
import { StatePill } from '../../ui/StatePill';
import { trialLook } from '../states';
import { useTrials } from '../use-trials';
import { ComparedCurves } from './ComparedCurves';
import styles from './CompareDialog.module.css';
import { type ComparedRow, compareTrials, toCsv, toJson } from './comparison';
import { lineLook, MOST_LINES } from './line-looks';
import { useCurves } from './use-curves';

const NONE: readonly string[] = [];

interface Props {
  /** The trials to compare. */
  numbers: readonly number[];
  onRemove: (trial: number) => void;
  onShow: (trial: number) => void;
  onClose: () => void;
}

/** Trials side by side: their curves over each other, and everything they have in rows. */
export function CompareDialog({ numbers: marked, onRemove, onShow, onClose }: Props) {
  const { shown, trials: view } = useScope();
  const { experiment } = shown;
  const numbers = useMemo(() => marked.slice(0, MOST_LINES), [marked]);
  const names = view?.metricNames ?? NONE;
  const found = useTrials(numbers, names);
  const trials = useMemo(() => numbers.flatMap((number) => found.get(number) ?? []), [numbers, found]);
  const missing = numbers.filter((number) => found.get(number) === null);
  const [wanted, setWanted] = useState<string>();
  const metric = wanted ?? (names.includes('default') || names.length === 0 ? 'default' : (names[0] ?? 'default'));
  const curves = useCurves(numbers, metric);
  const [differences, setDifferences] = useState(false);
  const at = useAt();
  const now = useNow(at === undefined && trials.some((trial) => trial.state === 'RUNNING'));
  const rows = useMemo(() => compareTrials(trials, experiment, at ?? now), [trials, experiment, at, now]);
  const kept = differences ? rows.filter((row) => row.differs) : rows;
  return (
    <FullDialog
      title={`Compare ${formatCount(numbers.length)} ${numbers.length === 1 ? 'trial' : 'trials'}`}
      onClose={onClose}
      tools={
        <>
          <CopyButton text={toCsv(trials, kept)} label="Copy CSV of the table" caption="Copy CSV" />
          <CopyButton text={toJson(trials, kept)} label="Copy JSON of the table" caption="Copy JSON" />
        </>
      }
    >
      <div className={styles.body} data-testid="comparison">
        {marked.length > numbers.length && (
          <p className={styles.note}>
            {formatCount(marked.length)} trials are marked; the first {MOST_LINES} are shown.
          </p>
        )}
        {missing.length > 0 && <p className={styles.note}>At this moment there was no trial {missing.join(', ')}.</p>}
        <section aria-label="Curves">
          <header className={styles.bar}>
            <h3>Intermediate values</h3>
            {names.length > 1 && (
              <label>
                Metric
                <select value={metric} onChange={(event) => setWanted(event.target.value)}>
                  {names.map((name) => (
                    <option key={name}>{name}</option>
                  ))}
                </select>
              </label>
            )}
          </header>
          {curves !== undefined && curves.curves.length > 0 && <ComparedCurves curves={curves.curves} trials={numbers} metric={metric} height={260} />}
          {curves !== undefined && curves.curves.length === 0 && <p className={styles.empty}>None of them reported intermediate values</p>}
          {curves === undefined && <div className={styles.loading} />}
        </section>
        <section aria-label="Table">
          <header className={styles.bar}>
            <h3>Side by side</h3>
            <label>
              <input type="checkbox" role="switch" checked={differences} onChange={(event) => setDifferences(event.target.checked)} />
              Only differences
            </label>
          </header>
          <Compared trials={trials} numbers={numbers} rows={kept} onRemove={onRemove} onShow={onShow} />
        </section>
      </div>
    </FullDialog>
  );
}

interface ComparedProps {
  trials: readonly Trial[];
  numbers: readonly number[];
  rows: readonly ComparedRow[];
  onRemove: (trial: number) => void;
  onShow: (trial: number) => void;
}

function Compared({ trials, numbers, rows, onRemove, onShow }: ComparedProps) {
  return (
    <div className={styles.scroller} tabIndex={0} role="region" aria-label="Comparison, scrollable">
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {trials.map(({ number }) => (
              <th key={number} scope="col">
                <span className={styles.head}>
                  <Swatch index={numbers.indexOf(number)} />
                  <button type="button" onClick={() => onShow(number)} title={`Show trial ${number}`}>
                    Trial {number}
                  </button>
                  <button type="button" className={styles.remove} aria-label={`Leave out trial ${number}`} onClick={() => onRemove(number)}>
                    <Icon name="close" size={11} />
                  </button>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <Fragment key={`${row.group} ${row.name}`}>
              {row.group !== rows[index - 1]?.group && (
                <tr className={styles.group}>
                  <th colSpan={trials.length + 1} scope="colgroup">
                    <span>{row.group}</span>
                  </th>
                </tr>
              )}
              <tr data-row={row.name} data-differs={row.differs}>
                <th scope="row" title={row.name}>
                  {row.name}
                </th>
                {trials.map((trial, place) => (
                  <td key={trial.number} data-best={row.best.includes(place)}>
                    {row.best.includes(place) && <Star size={11} />} <Cell row={row} trial={trial} value={row.values[place]} />
                  </td>
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ row, trial, value }: { row: ComparedRow; trial: Trial; value: unknown }) {
  if (value === undefined) return <span className={styles.absent}>absent</span>;
  switch (row.kind) {
    case 'state':
      return <StatePill plain look={trialLook(trial, true)} />;
    case 'value':
      return <span title={JSON.stringify(value)}>{formatValue(value as Value)}</span>;
    case 'seconds':
      return formatDuration(value as number);
    case 'count':
      return formatCount(value as number);
    case 'text':
      return <span className={styles.text}>{typeof value === 'string' ? value : JSON.stringify(value)}</span>;
    case 'parameter':
      return <span title={JSON.stringify(value)}>{formatParameter(value)}</span>;
  }
}

/** How a trial's line looks. */
function Swatch({ index }: { index: number }) {
  const { tone, dash } = lineLook(index);
  return (
    <svg width="22" height="8" viewBox="0 0 22 8" aria-hidden="true">
      <path d="M1 4h20" fill="none" stroke={`var(--${tone}-fill)`} strokeWidth="2.5" strokeDasharray={dash.join(' ')} />
    </svg>
  );
}
