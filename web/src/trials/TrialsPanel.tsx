import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useQueryParameter } from '../app/router';
import { useServices } from '../app/services';
import type { TrialsView } from '../columns/trials-view';
import { followsTrials } from '../experiments/experiment-view';
import { useScope } from '../experiments/scope';
import { formatCount, formatParameter } from '../format/numbers';
import { useObservable } from '../state/observable';
import { useAt } from '../time/moment';
import { FilterChips } from '../ui/FilterChips';
import { Icon } from '../ui/Icon';
import { Panel } from '../ui/Panel';
import { allColumns, type CellContext, type Column, type ColumnNeeds, defaultColumns, metricsOf } from './columns';
import { ColumnChooser } from './ColumnChooser';
import { FACTS } from './conditions';
import { NewTrial } from './custom/NewTrial';
import { useMarked } from './marked';
import { formatSort, parseSort, type Sort } from './sorting';
import { stateCounts } from './state-counts';
import { stateLook, TRIAL_STATE_ORDER } from './states';
import { MarkedTrials } from './MarkedTrials';
import { PinnedTrial } from './PinnedTrial';
import { TableKeys } from './TableKeys';
import { TrialDetails } from './TrialDetails';
import { TrialFilterBar } from './TrialFilterBar';
import { useTrialFilters } from './trial-filters';
import { TrialPages, type WantedTrials } from './trial-pages';
import { TrialTable } from './TrialTable';
import { useColumnChoice } from './use-column-choice';

/** The trials of an experiment as rows. Filters, order, columns, marks and the opened trial are part of the address. */
export function TrialsPanel() {
  const { id, shown, trials, metrics, changes } = useScope();
  const { api } = useServices();
  const { experiment } = shown;
  const at = useAt();
  const filters = useTrialFilters();
  const [order, setOrder] = useQueryParameter('sort');
  const [opened, setOpened] = useQueryParameter('trial');
  const sort = useMemo(() => parseSort(order), [order]);
  const expanded = opened !== undefined && /^\d+$/.test(opened) ? Number(opened) : undefined;

  const { all, usual } = useColumns(trials, experiment.objectives, experiment.optimizeMode, hasReasons(experiment.counts));
  const choice = useColumnChoice(id, usual);
  const columns = useMemo(() => {
    const known = new Map(all.map((column) => [column.key, column]));
    return choice.keys.flatMap((key) => known.get(key) ?? []);
  }, [all, choice.keys]);
  const wantedMetrics = useMemo(() => metricsOf(columns), [columns]);

  const { states, where, search } = filters;
  const wanted = useMemo((): WantedTrials => {
    const moment = at === undefined ? {} : { at };
    return { states: [...states], where, search, sort: formatSort(sort), metrics: wantedMetrics, ...moment };
  }, [states, where, search, sort, wantedMetrics, at]);
  const [pages] = useState(() => new TrialPages(api, id));
  useEffect(() => pages.follow(changes), [pages, changes]);
  useEffect(() => pages.want(wanted), [pages, wanted]);
  const { rows, problem } = useObservable(pages.snapshot);

  const active = at !== undefined || followsTrials(experiment);
  const best = experiment.best?.number;
  const context = useMemo((): CellContext => ({ metrics, best, active, at }), [metrics, best, active, at]);
  const total = trials?.total ?? experiment.counts.total;
  const counts = useMemo(() => stateCounts(trials, experiment), [trials, experiment]);
  const names = useMemo(
    () => [...(trials?.parameters ?? []).map(({ name }) => name), ...FACTS, ...experiment.objectives.slice(1).map(({ metric }) => metric)],
    [trials?.parameters, experiment.objectives],
  );

  const onSort = useCallback((next: Sort) => setOrder(formatSort(next)), [setOrder]);
  const onExpand = useCallback((trial: number | undefined) => setOpened(trial?.toString()), [setOpened]);
  const onSight = useCallback((first: number, end: number) => pages.look(first, end, expanded), [pages, expanded]);
  const marks = useMarks(pages, wanted);
  // A trial that is none of the rows in sight, perhaps of none.
  const pinned = expanded !== undefined && rows !== undefined && rows.rowOf(expanded) < 0;
  return (
    <Panel
      title="Trials"
      note={<Note shown={rows?.total} total={total} />}
      tools={
        <FilterChips
          label="Show trials by state"
          chips={TRIAL_STATE_ORDER.filter((state) => counts.has(state) || states.has(state)).map((state) => {
            const { label, tone } = stateLook(state, active);
            return { key: state, label, tone, count: counts.has(state) ? counts.get(state) : 0 };
          })}
          total={total}
          selected={states}
          onChange={filters.setStates}
        />
      }
    >
      <TrialFilterBar filters={filters} names={names} problem={problem}>
        <MarkedTrials marked={marks.marked} />
        <NewTrial>
          <Icon name="plus" size={13} /> New trial
        </NewTrial>
        <ColumnChooser all={all} choice={choice} />
        <TableKeys />
      </TrialFilterBar>
      {pinned && <PinnedTrial trial={expanded} onClose={() => onExpand(undefined)} />}
      <TrialTable
        rows={rows}
        columns={columns}
        context={context}
        sort={sort}
        onSort={onSort}
        expanded={expanded}
        onExpand={onExpand}
        details={(trial) => <TrialDetails experiment={id} trial={trial} metrics={metrics} />}
        {...marks}
        onSight={onSight}
        empty={rows === undefined ? (problem === undefined ? 'Loading' : 'Nothing could be loaded') : filters.any ? 'No trial is like that' : 'The first trial appears here'}
      />
    </Panel>
  );
}

function Note({ shown, total }: { shown: number | undefined; total: number }) {
  if (shown === undefined || shown === total) return <span data-testid="trial-count">{formatCount(total)}</span>;
  return (
    <span data-testid="trial-count">
      {formatCount(shown)} of {formatCount(total)}
    </span>
  );
}

/** Can some trial have a reason? */
function hasReasons({ failed, canceled, earlyStopped }: { failed: number; canceled: number; earlyStopped: number }): boolean {
  return failed + canceled + earlyStopped > 0;
}

type Objectives = readonly { metric: string }[];

/** Every column there can be, and the keys of those that are shown unless the reader chooses. */
function useColumns(trials: TrialsView | undefined, objectives: Objectives, optimizeMode: ColumnNeeds['optimizeMode'], reasons: boolean) {
  // As text: most changes bring nothing new, and the same columns keep the rows as they are.
  const needs = JSON.stringify(columnNeeds(trials, objectives, optimizeMode, reasons));
  return useMemo((): { all: readonly Column[]; usual: readonly string[] } => {
    const known = JSON.parse(needs) as ColumnNeeds;
    return { all: allColumns(known), usual: defaultColumns(known) };
  }, [needs]);
}

function columnNeeds(trials: TrialsView | undefined, objectives: Objectives, optimizeMode: ColumnNeeds['optimizeMode'], reasons: boolean): ColumnNeeds {
  const attempts = trials?.attempts.some((attempt) => attempt > 1) ?? false;
  return {
    parameters: (trials?.parameters ?? []).map(({ name, words }) => ({
      name,
      numeric: words === undefined,
      longest: Math.max(0, ...(words ?? []).slice(0, 200).map((word) => formatParameter(word).length)),
    })),
    metrics: (trials?.metricNames ?? []).filter((name) => name !== (objectives[0]?.metric ?? 'default')),
    objectives: objectives.slice(1).map(({ metric }) => metric),
    optimizeMode,
    attempts,
    reasons: reasons || attempts,
  };
}

/** At most so many are marked at once. */
const MOST_MARKED = 200;

function useMarks(pages: TrialPages, wanted: WantedTrials) {
  const { id } = useScope();
  const { api } = useServices();
  const { marked, mark } = useMarked();
  const last = useRef<number>(undefined);
  const current = useRef(marked);
  useEffect(() => {
    current.current = marked;
  }, [marked]);
  const onMark = useCallback(
    (trial: number, range: boolean) => {
      const next = new Set(current.current);
      const rows = pages.snapshot.get().rows;
      const from = range && last.current !== undefined && rows !== undefined ? rows.rowOf(last.current) : -1;
      const to = rows?.rowOf(trial) ?? -1;
      if (from >= 0 && to >= 0 && rows !== undefined) {
        for (let row = Math.min(from, to); row <= Math.max(from, to); row++) {
          const between = rows.at(row);
          if (between !== undefined) next.add(between.number);
        }
      } else if (!next.delete(trial)) next.add(trial);
      last.current = trial;
      mark([...next].slice(0, MOST_MARKED));
    },
    [pages, mark],
  );
  const onMarkAll = useCallback(
    (all: boolean) => {
      if (!all) return mark([]);
      // More than have come to be seen. When the server is away, the page says so elsewhere.
      api.trials(id, { ...wanted, metrics: [], offset: 0, limit: MOST_MARKED }).then(
        ({ trials }) => mark(trials.map(({ number }) => number)),
        () => undefined,
      );
    },
    [api, id, wanted, mark],
  );
  return { marked, onMark, onMarkAll };
}
