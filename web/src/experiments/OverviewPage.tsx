import { OptimizationChart } from '../charts/OptimizationChart';
import { useShowTrial } from '../trials/show-trial';
import { BestTrial } from './BestTrial';
import styles from './ExperimentPage.module.css';
import { KeyFigures } from './KeyFigures';
import { useScope } from './scope';

/** How an experiment stands. */
export function OverviewPage() {
  const { shown, trials } = useScope();
  const show = useShowTrial();
  const { experiment } = shown;
  return (
    <>
      <KeyFigures view={shown} onBest={show} />
      <div className={styles.overview}>
        <OptimizationChart experiment={experiment} trials={trials} metric={undefined} onSelect={show} />
        <BestTrial experiment={experiment} onShow={show} />
      </div>
    </>
  );
}
