import type { Experiment } from '../api/types';
import { formatParameter, formatValue } from '../format/numbers';
import { flatten } from '../trials/parameters';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { Star } from '../ui/Icon';
import { Panel } from '../ui/Panel';
import styles from './BestTrial.module.css';

/** The configuration to take away. */
export function BestTrial({ experiment, onShow }: { experiment: Experiment; onShow: (trial: number) => void }) {
  const { best } = experiment;
  if (best === null) {
    return (
      <Panel title="Best configuration">
        <p className={styles.empty}>Known when the first trial has succeeded</p>
      </Panel>
    );
  }
  return (
    <Panel
      title="Best configuration"
      className={styles.panel ?? ''}
      tools={<CopyButton text={JSON.stringify(best.configuration, null, 2)} label="Copy JSON of the best configuration" caption="Copy JSON" />}
    >
      <p className={styles.value} title={String(best.value)}>
        <Star size={15} />
        {formatValue(best.value)}
        <Button kind="quiet" onClick={() => onShow(best.number)}>
          Trial {best.number}
        </Button>
      </p>
      <dl className={styles.parameters}>
        {[...flatten(best.configuration)].map(([name, value]) => (
          <div key={name} title={`${name}: ${JSON.stringify(value)}`}>
            <dt>{name}</dt>
            <dd>{formatParameter(value)}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
