import type { Configuration, Experiment } from '../api/types';
import { isBetter } from '../charts/history/optimization-history';
import { stateOf } from '../columns/state-codes';
import { parametersOfTrial, type TrialsView } from '../columns/trials-view';

/** How an experiment stood at the moment of the view: counts, best, running time. Its limits are those of today. */
export function experimentAt(experiment: Experiment, trials: TrialsView, at: number): Experiment {
  const counts = { total: trials.total, waiting: 0, running: 0, succeeded: 0, failed: 0, canceled: 0, earlyStopped: 0 };
  let best = -1;
  for (let index = 0; index < trials.size; index++) {
    const state = stateOf(trials.states[index]);
    switch (state) {
      case 'WAITING':
        counts.waiting++;
        break;
      case 'RUNNING':
      case 'UNKNOWN':
        counts.running++;
        break;
      case 'SUCCEEDED':
        counts.succeeded++;
        if (beats(trials, index, best, experiment)) best = index;
        break;
      case 'FAILED':
        counts.failed++;
        break;
      case 'USER_CANCELED':
      case 'SYS_CANCELED':
        counts.canceled++;
        break;
      case 'EARLY_STOPPED':
        counts.earlyStopped++;
        break;
    }
  }
  const started = experiment.startedAt === null ? at : Date.parse(experiment.startedAt);
  return {
    ...experiment,
    counts,
    queued: 0,
    runSeconds: Math.max(0, Math.min(experiment.runSeconds, (at - started) / 1000)),
    endedAt: experiment.endedAt !== null && Date.parse(experiment.endedAt) <= at ? experiment.endedAt : null,
    best: best < 0 ? null : bestOf(experiment, trials, best),
  };
}

function beats(trials: TrialsView, index: number, best: number, { optimizeMode }: Experiment): boolean {
  const value = trials.values[index] as number;
  if (Number.isNaN(value)) return false;
  return best < 0 || isBetter(value, trials.values[best] as number, optimizeMode);
}

function bestOf(experiment: Experiment, trials: TrialsView, index: number): NonNullable<Experiment['best']> {
  const number = trials.numbers[index] as number;
  const value = trials.values[index] as number;
  // Today's best is known in full.
  if (experiment.best?.number === number) return { ...experiment.best, value };
  return { number, value, configuration: nested(parametersOfTrial(trials, index)) };
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
