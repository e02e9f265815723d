import type { Experiment, ExperimentState } from '../api/types';
import type { Tone } from '../ui/StatePill';
import { type ExperimentView, finishedCount, runSeconds } from './experiment-view';

/** States that people tell apart in a list. */
export type StateGroup = 'running' | 'held' | 'failed' | 'done' | 'stopped' | 'viewed';

export const STATE_GROUPS: Record<StateGroup, { label: string; tone: Tone; states: readonly ExperimentState[] }> = {
  running: { label: 'Running', tone: 'blue', states: ['INITIALIZED', 'RUNNING', 'TUNER_NO_MORE_TRIAL', 'NO_MORE_TRIAL', 'STOPPING'] },
  held: { label: 'On hold', tone: 'amber', states: ['PAUSED'] },
  failed: { label: 'Error', tone: 'red', states: ['ERROR'] },
  done: { label: 'Done', tone: 'green', states: ['DONE'] },
  stopped: { label: 'Stopped', tone: 'grey', states: ['STOPPED'] },
  viewed: { label: 'View only', tone: 'violet', states: ['VIEWED'] },
};

export const STATE_GROUP_ORDER = Object.keys(STATE_GROUPS) as StateGroup[];

const GROUP_OF = new Map(STATE_GROUP_ORDER.flatMap((group) => STATE_GROUPS[group].states.map((state) => [state, group] as const)));

export function stateGroup({ state }: Experiment): StateGroup {
  return GROUP_OF.get(state) ?? 'viewed';
}

export type ListColumn = 'name' | 'state' | 'progress' | 'running' | 'failed' | 'best' | 'tuner' | 'created' | 'duration';

export interface ListOrder {
  column: ListColumn;
  descending: boolean;
}

/** Newest first. */
export const DEFAULT_ORDER: ListOrder = { column: 'created', descending: true };

/** In the order of the table; `descending` is how a column is sorted first. */
export const LIST_COLUMNS: readonly { column: ListColumn; label: string; descending: boolean }[] = [
  { column: 'name', label: 'Experiment', descending: false },
  { column: 'state', label: 'State', descending: false },
  { column: 'progress', label: 'Progress', descending: true },
  { column: 'running', label: 'Running', descending: true },
  { column: 'failed', label: 'Failed', descending: true },
  { column: 'best', label: 'Best', descending: true },
  { column: 'tuner', label: 'Tuner', descending: false },
  { column: 'created', label: 'Created', descending: true },
  { column: 'duration', label: 'Duration', descending: true },
];

/** What a column is sorted by; nothing comes last in both directions. */
const KEYS: Record<ListColumn, (view: ExperimentView, now: number) => string | number | undefined> = {
  name: ({ experiment }) => experiment.name ?? experiment.id,
  state: ({ experiment }) => STATE_GROUP_ORDER.indexOf(stateGroup(experiment)),
  progress: ({ experiment }) => (experiment.maxTrialNumber === null ? undefined : finishedCount(experiment) / experiment.maxTrialNumber),
  running: ({ experiment }) => experiment.counts.running,
  failed: ({ experiment }) => experiment.counts.failed,
  best: ({ experiment }) => experiment.best?.value,
  tuner: ({ experiment }) => experiment.tuner,
  created: ({ experiment }) => Date.parse(experiment.createdAt),
  duration: (view, now) => runSeconds(view, now),
};

const NAMES = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** In another order; those that are equal stay as they were. */
export function sorted(views: readonly ExperimentView[], { column, descending }: ListOrder, now: number): readonly ExperimentView[] {
  const keyed = views.map((view) => ({ view, key: KEYS[column](view, now) }));
  keyed.sort((a, b) => {
    if (a.key === undefined || b.key === undefined) return Number(a.key === undefined) - Number(b.key === undefined);
    const difference = typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : NAMES.compare(String(a.key), String(b.key));
    return descending ? -difference : difference;
  });
  return keyed.map(({ view }) => view);
}

/** Those whose name, id, algorithms, place or reason have every word of the search somewhere. */
export function searched<V extends { experiment: Experiment }>(views: readonly V[], search: string): readonly V[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return views;
  return views.filter(({ experiment }) => {
    const { name, id, tuner, assessor, trainingService, reason } = experiment;
    const text = [name, id, tuner, assessor, trainingService, reason].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** `-best`: a column, with a minus for descending. What is no column is the default order. */
export function parseOrder(text: string | undefined): ListOrder {
  const descending = text?.startsWith('-') ?? false;
  const name = descending ? text?.slice(1) : text;
  const found = LIST_COLUMNS.find(({ column }) => column === name);
  return found === undefined ? DEFAULT_ORDER : { column: found.column, descending };
}

/** As `parseOrder` reads it; nothing for the default. */
export function formatOrder({ column, descending }: ListOrder): string | undefined {
  const isDefault = column === DEFAULT_ORDER.column && descending === DEFAULT_ORDER.descending;
  return isDefault ? undefined : `${descending ? '-' : ''}${column}`;
}

/** The order after a click on a column: its first direction, then the other. */
export function nextOrder(order: ListOrder, column: ListColumn): ListOrder {
  if (order.column === column) return { column, descending: !order.descending };
  return { column, descending: LIST_COLUMNS.find((each) => each.column === column)?.descending ?? false };
}

/** Names separated by commas; unknown ones are ignored. */
export function parseGroups(text: string | undefined): ReadonlySet<StateGroup> {
  const given = new Set((text ?? '').split(','));
  return new Set(STATE_GROUP_ORDER.filter((group) => given.has(group)));
}
