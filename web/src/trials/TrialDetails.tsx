import { type ReactNode, useMemo, useState } from 'react';
import { useServices, useWritable } from '../app/services';
import type { Trial } from '../api/types';
import { CurveChart } from '../charts/CurveChart';
import { formatCount, NONE } from '../format/numbers';
import { formatTime } from '../format/time';
import { curves, metricKeys } from '../metrics/metric-series';
import type { MetricStore } from '../metrics/metric-store';
import { useMetrics } from '../metrics/use-metrics';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { ConfirmDialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { isEnded, mayBeTriedAgain, trialLook } from './states';
import styles from './TrialDetails.module.css';

/** All there is to know about one trial. */
export function TrialDetails({ experiment, trial, metrics }: { experiment: string; trial: Trial; metrics: MetricStore }) {
  const configuration = JSON.stringify(trial.configuration, null, 2);
  const look = trialLook(trial, true);
  // Why it failed is what its details are opened for.
  const failure = trial.state === 'FAILED' ? trial.reason : null;
  return (
    <div className={styles.details} data-testid="trial-details">
      {failure !== null && (
        <p className={styles.failure}>
          <Icon name="warning" />
          <span>{failure}</span>
        </p>
      )}
      <Curves trial={trial} metrics={metrics} />
      <section className={styles.configuration}>
        <header>
          <h3>Configuration</h3>
          <CopyButton text={configuration} label="Copy the configuration as JSON" caption="Copy" />
        </header>
        <pre>{configuration}</pre>
      </section>
      <section>
        <header>
          <h3>Trial</h3>
          <StopTrial experiment={experiment} trial={trial} />
          <RetryTrial experiment={experiment} trial={trial} />
        </header>
        <dl className={styles.facts}>
          {failure === null && <Fact name="Reason">{trial.reason ?? look.meaning}</Fact>}
          {trial.failure !== null && <Fact name="Failure">{`${look.label}: ${look.meaning}`}</Fact>}
          {trial.note !== null && <Fact name="Proposed">{trial.note}</Fact>}
          {trial.budget !== null && <Fact name="Budget">{trial.budget}</Fact>}
          {trial.parent !== null && <Fact name="Continues">{`trial ${trial.parent}`}</Fact>}
          {trial.tag !== null && <Fact name="Tag">{trial.tag}</Fact>}
          <Fact name="Started">{formatTime(trial.startedAt)}</Fact>
          <Fact name="Ended">{formatTime(trial.endedAt)}</Fact>
          <Fact name="Attempts">{trial.attempt}</Fact>
          <Fact name="Reports">{formatCount(trial.reportCount)}</Fact>
          <Fact name="Exit code">{trial.exitCode ?? NONE}</Fact>
          <Fact name="Id">
            <code>{trial.id}</code>
          </Fact>
          <Fact name="Output">
            {trial.outputDirectory === null ? (
              NONE
            ) : (
              <span className={styles.directory}>
                <code>{trial.outputDirectory}</code>
                <CopyButton text={trial.outputDirectory} label="Copy the output directory" />
              </span>
            )}
          </Fact>
        </dl>
      </section>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Curves({ trial, metrics: store }: { trial: Trial; metrics: MetricStore }) {
  const { status, metrics } = useMetrics(store, trial.number);
  const keys = useMemo(() => metricKeys(metrics), [metrics]);
  const [chosen, setChosen] = useState('default');
  const key = keys.includes(chosen) ? chosen : (keys[0] ?? chosen);
  const lines = useMemo(() => curves(metrics, key), [metrics, key]);
  const steps = lines.at(-1)?.values.length ?? 0;
  return (
    <section>
      <header>
        <h3>Intermediate values</h3>
        {lines.length > 1 && <span className={styles.note}>grey: earlier attempts</span>}
        {keys.length > 1 && (
          <select aria-label="Metric" value={key} onChange={(event) => setChosen(event.target.value)}>
            {keys.map((key) => (
              <option key={key}>{key}</option>
            ))}
          </select>
        )}
      </header>
      <div data-testid="trial-curve" data-points={steps}>
        {steps > 0 && <CurveChart curves={lines} />}
        {steps === 0 && <p className={styles.empty}>{EMPTY[status]}</p>}
      </div>
    </section>
  );
}

const EMPTY = {
  loading: '',
  loaded: 'No intermediate values were reported',
  failed: 'The reports could not be loaded',
};

function StopTrial({ experiment, trial }: { experiment: string; trial: Trial }) {
  const { api } = useServices();
  const [asking, setAsking] = useState(false);
  if (!useWritable() || isEnded(trial.state)) return null;
  return (
    <>
      <Button kind="danger" className={styles.command} onClick={() => setAsking(true)}>
        <Icon name="stop" size={12} />
        Stop trial
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Stop trial ${trial.number}?`}
          action="Stop trial"
          danger
          onConfirm={async () => void (await api.stopTrial(experiment, trial.number))}
          onClose={() => setAsking(false)}
        >
          <p>Its command is ended and the trial counts as canceled. It is not run again.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function RetryTrial({ experiment, trial }: { experiment: string; trial: Trial }) {
  const { api } = useServices();
  const [asking, setAsking] = useState(false);
  if (!useWritable() || !mayBeTriedAgain(trial.state)) return null;
  return (
    <>
      <Button className={styles.command} onClick={() => setAsking(true)}>
        <Icon name="resume" size={12} />
        Try again
      </Button>
      {asking && (
        <ConfirmDialog
          title={`Try trial ${trial.number} again?`}
          action="Try again"
          onConfirm={async () => void (await api.retryTrials(experiment, [trial.number]))}
          onClose={() => setAsking(false)}
        >
          <p>It gets another attempt with the same configuration. An experiment that is not running goes on.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
