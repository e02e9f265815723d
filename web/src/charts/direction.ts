import type { Experiment, OptimizeMode } from '../api/types';

/** Does the experiment say which values of a number are better? */
export function isObjective({ objectives }: Experiment, metric: string | undefined): boolean {
  return metric === undefined || objectives.some((objective) => objective.metric === metric);
}

/** The experiment as a reader looks at it who wants the lowest or highest values of a number that it does not optimize. */
export function directed(experiment: Experiment, metric: string | undefined, direction: string | undefined): Experiment {
  if (metric === undefined || isObjective(experiment, metric) || !isMode(direction)) return experiment;
  return { ...experiment, objectives: [...experiment.objectives, { metric, mode: direction }] };
}

function isMode(text: string | undefined): text is OptimizeMode {
  return text === 'minimize' || text === 'maximize';
}
