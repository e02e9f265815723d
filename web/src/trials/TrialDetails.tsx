import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import type { Trial } from '../api/types';
import { useQueryParameter } from '../app/router';
import { formatCount, NONE } from '../format/numbers';
import { formatTime } from '../format/time';
import type { MetricStore } from '../metrics/metric-store';
import { useAt } from '../time/moment';
import { CopyButton } from '../ui/CopyButton';
import { Icon } from '../ui/Icon';
import { TrialAttempts } from './TrialAttempts';
import { TrialCommands } from './TrialCommands';
import { TrialCurve } from './TrialCurve';
import styles from './TrialDetails.module.css';
import { TrialOutputView } from './TrialOutputView';
import { TrialParameters } from './TrialParameters';
import { trialLook } from './states';

const TABS = ['summary', 'output', 'attempts'] as const;

/** All there is to know about one trial. Which part is shown is in the address. */
export function TrialDetails({ experiment, trial, metrics }: { experiment: string; trial: Trial; metrics: MetricStore }) {
  const [tab, setTab] = useQueryParameter('details');
  const [attempt, setAttempt] = useQueryParameter('attempt');
  const shown = TABS.find((each) => each === tab) ?? 'summary';
  const past = useAt() !== undefined;
  // Why it failed is what its details are opened for.
  const failure = trial.state === 'FAILED' ? trial.reason : null;
  const chosen = attempt !== undefined && Number(attempt) >= 1 && Number(attempt) <= trial.attempt ? Number(attempt) : undefined;
  return (
    <div className={styles.details} data-testid="trial-details">
      {failure !== null && (
        <p className={styles.failure}>
          <Icon name="warning" />
          <span>{failure}</span>
        </p>
      )}
      <Tabs.Root value={shown} onValueChange={(value) => setTab(value === 'summary' ? undefined : String(value))}>
        <div className={styles.bar}>
          <Tabs.List className={styles.tabs} aria-label={`Trial ${trial.number}`} activateOnFocus>
            <Tabs.Tab value="summary">Summary</Tabs.Tab>
            <Tabs.Tab value="output">Output</Tabs.Tab>
            <Tabs.Tab value="attempts">
              Attempts <span className={styles.count}>{trial.attempt}</span>
            </Tabs.Tab>
          </Tabs.List>
          {!past && <TrialCommands experiment={experiment} trial={trial} />}
        </div>
        <Tabs.Panel value="summary" className={styles.summary}>
          <TrialCurve trial={trial} metrics={metrics} />
          <TrialParameters configuration={trial.configuration} />
          <Facts trial={trial} failure={failure} />
        </Tabs.Panel>
        <Tabs.Panel value="output">
          <TrialOutputView
            experiment={experiment}
            trial={trial}
            attempt={chosen}
            onAttempt={(next) => setAttempt(next === trial.attempt ? undefined : String(next))}
          />
        </Tabs.Panel>
        <Tabs.Panel value="attempts">
          <TrialAttempts
            trial={trial}
            onOutput={(next) => {
              setAttempt(next === trial.attempt ? undefined : String(next));
              setTab('output');
            }}
          />
        </Tabs.Panel>
      </Tabs.Root>
    </div>
  );
}

function Facts({ trial, failure }: { trial: Trial; failure: string | null }) {
  const look = trialLook(trial, true);
  return (
    <section>
      <header>
        <h3>Trial</h3>
      </header>
      <dl className={styles.facts}>
        {failure === null && <Fact name="Reason">{trial.reason ?? look.meaning}</Fact>}
        {trial.failure !== null && <Fact name="Failure">{`${look.label}: ${look.meaning}`}</Fact>}
        {trial.note !== null && <Fact name="Proposed">{trial.note}</Fact>}
        {trial.source === 'queue' && <Fact name="Asked for">by a person or a program, not by the tuner</Fact>}
        {trial.budget !== null && <Fact name="Budget">{trial.budget}</Fact>}
        {trial.parent !== null && <Fact name="Continues">{`trial ${trial.parent}`}</Fact>}
        {trial.tag !== null && <Fact name="Tag">{trial.tag}</Fact>}
        <Fact name="Started">{formatTime(trial.startedAt)}</Fact>
        <Fact name="Ended">{formatTime(trial.endedAt)}</Fact>
        <Fact name="Reports">{formatCount(trial.reportCount)}</Fact>
        <Fact name="Exit code">{trial.exitCode ?? NONE}</Fact>
        {trial.worker !== null && <Fact name="Worker">{trial.worker}</Fact>}
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
