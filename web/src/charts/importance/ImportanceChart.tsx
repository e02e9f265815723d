import { useQueryParameter } from '../../app/router';
import type { Importance } from '../../api/types';
import { formatCount } from '../../format/numbers';
import { Panel } from '../../ui/Panel';
import type { ChartProps } from '../chart';
import { LEAST_TRIALS, useImportance } from '../plane/model';
import { modeOf, valuedTrials, valueName } from '../values/valued-trials';
import styles from './ImportanceChart.module.css';

/** A model that explains less than this part of the variance says little about what matters. */
const POOR_FIT = 0.4;
/** Pairs shown, the strongest first. */
const PAIRS = 6;

/** How much of the differences between values each parameter explains, and pairs of them together. */
export function ImportanceChart({ experiment, trials, metric }: ChartProps) {
  const title = valueName(experiment, metric);
  const total = valuedTrials(trials, modeOf(experiment, metric), metric).indexes.length;
  const { value, problem } = useImportance({ experiment: experiment.id, metric, at: trials.at, trials: total });
  const [, setChart] = useQueryParameter('chart');
  const [, setX] = useQueryParameter('x');
  const [, setY] = useQueryParameter('y');
  const compare = (first: string, second: string) => {
    setX(first);
    setY(second);
    setChart('contour');
  };
  return (
    <Panel title="Importance" note={`how much of the differences in ${title} each parameter explains`}>
      {value === undefined ? (
        <p className={styles.empty} role="status">
          {total < LEAST_TRIALS
            ? `What matters can be told from ${LEAST_TRIALS} succeeded trials on; there ${total === 1 ? 'is 1' : `are ${formatCount(total)}`}`
            : (problem ?? 'Learning from the trials')}
        </p>
      ) : (
        <Shares importance={value} title={title} onPair={compare} />
      )}
    </Panel>
  );
}

interface SharesProps {
  importance: Importance;
  title: string;
  onPair: (first: string, second: string) => void;
}

function Shares({ importance, title, onPair }: SharesProps) {
  const { method, source, fit, parameters, trials } = importance;
  const pairs = importance.pairs.slice(0, PAIRS);
  const widest = Math.max(1e-9, ...parameters.map((each) => each.importance + each.deviation), ...pairs.map((each) => each.importance));
  return (
    <>
      {fit < POOR_FIT && (
        <p className={styles.warning}>
          The model explains {percent(fit)} of the differences: what follows is uncertain. More trials help, unless the values are mostly noise.
        </p>
      )}
      <div className={styles.parts}>
        <section className={styles.part} aria-label="Each alone" data-testid="importance" data-trials={trials}>
          <h3>Each alone</h3>
          <ol className={styles.shares}>
            {parameters.map(({ name, importance: share, deviation }) => (
              <li key={name}>
                <span className={styles.name} title={name}>
                  {name}
                </span>
                <Bar share={share / widest} low={(share - deviation) / widest} high={(share + deviation) / widest} />
                <span className={styles.share}>
                  <strong>{percent(share)}</strong> ± {percent(deviation)}
                </span>
              </li>
            ))}
          </ol>
        </section>
        {pairs.length > 0 && (
          <section className={styles.part} aria-label="Two together">
            <h3>
              Two together <span>beyond each alone</span>
            </h3>
            <ol className={styles.shares}>
              {pairs.map(({ first, second, importance: share }) => (
                <li key={`${first} ${second}`}>
                  <button type="button" className={styles.pair} title="Show both as a contour" onClick={() => onPair(first, second)}>
                    {first} × {second}
                  </button>
                  <Bar share={share / widest} />
                  <span className={styles.share}>
                    <strong>{percent(share)}</strong>
                  </span>
                </li>
              ))}
            </ol>
          </section>
        )}
      </div>
      <p className={styles.meaning}>
        A parameter at 60 % explains 60 % of the variance of {title} over the whole search space when all others are averaged over; ± is the
        deviation between the trees of the model. Computed by {method}, on {source}. Of trials it has not seen, the model explains{' '}
        <strong>{percent(fit)}</strong>.
      </p>
    </>
  );
}

/** Parts of the width, 0 to 1. The ends of the deviation are left out where there is none. */
function Bar({ share, low, high }: { share: number; low?: number; high?: number }) {
  const x = (part: number) => 100 * Math.min(1, Math.max(0, part));
  return (
    <svg className={styles.bar} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect className={styles.fill} x="0" y="1" width={Math.max(0.3, x(share))} height="10" />
      {low !== undefined && high !== undefined && (
        <path className={styles.deviation} d={`M${x(low)} 6H${x(high)}M${x(low)} 3V9M${x(high)} 3V9`} vectorEffect="non-scaling-stroke" />
      )}
    </svg>
  );
}

function percent(share: number): string {
  const hundred = share * 100;
  return `${hundred >= 10 || hundred === 0 ? hundred.toFixed(0) : hundred >= 0.1 ? hundred.toFixed(1) : '<0.1'} %`;
}
