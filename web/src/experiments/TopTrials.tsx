import { useMemo } from 'react';
import { Link } from '../app/Link';
import { useServices } from '../app/services';
import type { Experiment } from '../api/types';
import { parametersOfTrial, type TrialsView } from '../columns/trials-view';
import { formatCount, formatParameter, formatValue, NONE } from '../format/numbers';
import { formatDuration } from '../format/time';
import { CopyButton } from '../ui/CopyButton';
import { Star } from '../ui/Icon';
import { Panel } from '../ui/Panel';
import { bestTrials } from './figures';
import styles from './TopTrials.module.css';

const COUNT = 10;

interface Props {
  experiment: Experiment;
  /** Absent until they have come. */
  trials: TrialsView | undefined;
  trialHref: (trial: number) => string;
  /** All of them in the table of trials, best first. */
  allHref: string;
}

/** The best trials with their parameters. */
export function TopTrials({ experiment, trials, trialHref, allHref }: Props) {
  const { api } = useServices();
  const best = useMemo(() => (trials === undefined ? [] : bestTrials(trials, experiment.optimizeMode, COUNT)), [trials, experiment.optimizeMode]);
  const parameters = useMemo(() => (trials === undefined ? [] : best.map((index) => new Map(parametersOfTrial(trials, index)))), [trials, best]);
  const names = trials?.parameters.map(({ name }) => name).filter((name) => parameters.some((each) => each.has(name))) ?? [];
  const objective = experiment.objectives[0]?.metric ?? 'default';
  const configuration = async (number: number) => JSON.stringify((await api.trial(experiment.id, number)).configuration, null, 2);
  return (
    <Panel
      title="Best trials"
      note={experiment.objectives.length > 1 ? `by ${objective}, the first objective` : undefined}
      tools={
        best.length > 0 && (
          <Link href={allHref} className={styles.all}>
            All trials, best first
          </Link>
        )
      }
    >
      {trials === undefined || best.length === 0 ? (
        <p className={styles.empty}>{trials === undefined ? '' : 'They appear here when the first trial has succeeded.'}</p>
      ) : (
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Trial</th>
                <th scope="col" className={styles.number}>
                  {objective === 'default' ? 'Value' : objective}
                </th>
                <th scope="col" className={styles.number}>
                  Duration
                </th>
                {names.map((name) => (
                  <th key={name} scope="col" className={styles.parameter} title={name}>
                    {name}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">Copy</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {best.map((index, rank) => {
                const number = trials.numbers[index] as number;
                const value = trials.values[index] as number;
                return (
                  <tr key={number} data-testid="best-trial" data-trial={number}>
                    <th scope="row">
                      <Link href={trialHref(number)}>{formatCount(number)}</Link>
                      {rank === 0 && <Star />}
                    </th>
                    <td className={`${styles.number} ${styles.value} ${rank === 0 ? styles.best : ''}`} title={String(value)}>
                      {formatValue(value)}
                    </td>
                    <td className={styles.number}>{formatDuration(((trials.endedAt[index] as number) - (trials.startedAt[index] as number)) / 1000)}</td>
                    {names.map((name) => {
                      const parameter = parameters[rank]?.get(name);
                      return (
                        <td key={name} className={styles.parameter} title={parameter === undefined ? undefined : String(parameter)}>
                          {parameter === undefined ? <span className={styles.none}>{NONE}</span> : formatParameter(parameter)}
                        </td>
                      );
                    })}
                    <td className={styles.copy}>
                      <CopyButton text={() => configuration(number)} label={`Copy the parameters of trial ${number} as JSON`} />
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </Panel>
  );
}
