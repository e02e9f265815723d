import { OptimizationChart } from '../charts/history/OptimizationChart';
import { Button } from '../ui/Button';
import { Panel } from '../ui/Panel';
import { formatTime } from '../format/time';
import { useAt, useMoment } from '../time/moment';
import { useShowTrial } from '../trials/show-trial';
import { ActivityPanel } from './ActivityPanel';
import { ErrorsPanel } from './ErrorsPanel';
import { followsTrials } from './experiment-view';
import { figuresAt, figuresNow } from './figures';
import { experimentHref } from './hrefs';
import { KeyFigures } from './KeyFigures';
import styles from './OverviewPage.module.css';
import { useScope } from './scope';
import { SetupPanel } from './SetupPanel';
import { TopTrials } from './TopTrials';
import { useActivity } from './use-activity';

/** How an experiment stands, what it is doing, and the best of it. */
export function OverviewPage() {
  const { id, view, trials, configuration } = useScope();
  const show = useShowTrial();
  const at = useAt();
  const { experiment } = view;
  const activity = useActivity(experiment);
  const trialHref = (trial: number) => experimentHref(id, '/trials', { trial: String(trial) });
  const figures = at === undefined || trials === undefined ? figuresNow(view) : figuresAt(experiment, trials, at);
  const errors = at === undefined ? (activity?.errors ?? []) : [];
  const shownErrors = errors.length > 0 && <ErrorsPanel errors={errors} trialHref={trialHref} />;
  // Here and there a failed trial is no news; a failed tuner is, and so are failures where nothing succeeds.
  const grave = figures.best === null || errors.some(({ trial }) => trial === null);
  return (
    <div className={styles.page}>
      <KeyFigures view={view} figures={figures} trialHref={trialHref} />
      <div className={styles.columns}>
        <OptimizationChart experiment={experiment} trials={trials} metric={undefined} onSelect={show} />
        {at === undefined ? <ActivityPanel activity={activity} resting={!followsTrials(experiment)} /> : <PastNote at={at} />}
      </div>
      {grave && shownErrors}
      <div className={styles.columns}>
        <TopTrials experiment={experiment} trials={trials} trialHref={trialHref} allHref={experimentHref(id, '/trials', { sort: 'best' })} />
        <SetupPanel experiment={experiment} configuration={configuration} />
      </div>
      {!grave && shownErrors}
    </div>
  );
}

/** What it was doing is not known of the past. */
function PastNote({ at }: { at: number }) {
  const moment = useMoment();
  return (
    <Panel title="The past">
      <div className={styles.past}>
        <p>
          Figures, chart and best trials are shown as they were at {formatTime(new Date(at).toISOString())}. What the experiment was waiting for is only known of now, and nothing can be
          changed in the past.
        </p>
        <Button onClick={() => moment.set(undefined)}>Back to now</Button>
      </div>
    </Panel>
  );
}
