import { useRef } from 'react';
import type { HomeExperiment } from '../api/types';
import { formatCount, formatValue, NONE } from '../format/numbers';
import { formatAge, formatTime } from '../format/time';
import { CopyButton } from '../ui/CopyButton';
import { useNow } from '../ui/now';
import { Panel } from '../ui/Panel';
import { StatePill } from '../ui/StatePill';
import { resumeCommand, viewCommand } from './commands';
import styles from './Elsewhere.module.css';
import { ExperimentProgress } from './ExperimentProgress';
import { finishedCount, isResumable } from './experiment-view';
import { EXPERIMENT_STATES } from './states';
import { useWindowRows } from './use-window-rows';

/** Of a row on a wide screen, in pixels. */
const ROW = 62;

/** Experiments that other servers of this machine have, or had. */
export function Elsewhere({ experiments }: { experiments: readonly HomeExperiment[] }) {
  const list = useRef<HTMLUListElement>(null);
  const { first, end, before, after } = useWindowRows(list, experiments.length, ROW);
  return (
    <Panel title="Elsewhere on this machine" note="What other servers have, or had" className={styles.panel ?? ''}>
      <ul ref={list} className={styles.list} style={{ paddingTop: before, paddingBottom: after }} aria-label="Experiments elsewhere on this machine">
        {experiments.slice(first, end).map((each, offset) => (
          <Row key={`${each.dataDirectory} ${each.experiment.id}`} home={each} index={first + offset} count={experiments.length} />
        ))}
      </ul>
    </Panel>
  );
}

function Row({ home: { experiment, dataDirectory, server }, index, count }: { home: HomeExperiment; index: number; count: number }) {
  const now = useNow();
  const { id, best, maxTrialNumber, createdAt } = experiment;
  const name = experiment.name ?? id;
  return (
    <li className={styles.row} data-row={index} data-testid="elsewhere" aria-posinset={index + 1} aria-setsize={count}>
      <span className={styles.name} title={dataDirectory}>
        {server === null ? <span>{name}</span> : <PageLink server={server} id={id} name={name} />}
        {experiment.name !== null && <code>{id}</code>}
      </span>
      <span className={styles.state} title={experiment.reason ?? undefined}>
        <StatePill look={EXPERIMENT_STATES[experiment.state]} />
      </span>
      <span className={styles.progress}>
        <ExperimentProgress experiment={experiment} />
        <span className={styles.fraction}>
          {formatCount(finishedCount(experiment))}
          <span> / {maxTrialNumber === null ? '∞' : formatCount(maxTrialNumber)}</span>
        </span>
      </span>
      <span className={styles.best}>
        <span className={styles.caption}>Best </span>
        {best === null ? NONE : formatValue(best.value)}
      </span>
      <span className={styles.age} title={formatTime(createdAt)}>
        {formatAge(createdAt, now)}
      </span>
      <span className={styles.way}>
        {server === null ? (
          <>
            <Command text={viewCommand(experiment)} />
            {isResumable(experiment) && <Command text={resumeCommand(experiment)} />}
          </>
        ) : (
          <span className={styles.address}>{server.replace(/^https?:\/\//, '')}</span>
        )}
      </span>
    </li>
  );
}

function PageLink({ server, id, name }: { server: string; id: string; name: string }) {
  return (
    <a href={new URL(`/experiments/${encodeURIComponent(id)}`, server).href} target="_blank" rel="noreferrer">
      {name} <span className="visually-hidden">(opens in a new tab)</span>
    </a>
  );
}

function Command({ text }: { text: string }) {
  return (
    <span className={styles.command}>
      <code title={text}>{text}</code>
      <CopyButton text={text} label={`Copy ${text}`} />
    </span>
  );
}
