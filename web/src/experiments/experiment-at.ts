import type { Configuration, Experiment } from '../api/types';
import { indexOfTrial, parametersOfTrial, type TrialsView } from '../columns/trials-view';
import { figuresAt } from './figures';

/** How an experiment stood at the moment of the view: counts, best, running time. Its limits are those of today. */
export function experimentAt(experiment: Experiment, trials: TrialsView, at: number): Experiment {
  const { counts, best } = figuresAt(experiment, trials, at);
  const started = experiment.startedAt === null ? at : Date.parse(experiment.startedAt);
  return {
    ...experiment,
    counts,
    queued: 0,
    runSeconds: Math.max(0, Math.min(experiment.runSeconds, (at - started) / 1000)),
    endedAt: experiment.endedAt !== null && Date.parse(experiment.endedAt) <= at ? experiment.endedAt : null,
    best: best && withConfiguration(experiment, trials, best),
  };
}

function withConfiguration({ best: today }: Experiment, trials: TrialsView, best: { number: number; value: number }): NonNullable<Experiment['best']> {
  // Today's best is known in full.
  if (today?.number === best.number) return { ...today, value: best.value };
  return { ...best, configuration: nested(parametersOfTrial(trials, indexOfTrial(trials, best.number))) };
}

/** The opposite of `flatten`. */
export function nested(parameters: readonly [string, number | string][]): Configuration {
  const names = parameters.map(([name]) => name);
  const configuration: Configuration = {};
  const place = (name: string): { into: Record<string, unknown>; key: string } => {
    const end = name.lastIndexOf('/');
    const outer = name.slice(0, Math.max(end, 0));
    if (end < 0 || !names.includes(outer)) return { into: configuration, key: name };
    const above = place(outer);
    return { into: above.into[above.key] as Record<string, unknown>, key: name.slice(end + 1) };
  };
  for (const [name, value] of parameters) {
    const { into, key } = place(name);
    into[key] = names.some((other) => other.startsWith(`${name}/`)) ? { _name: value } : value;
  }
  return configuration;
}
