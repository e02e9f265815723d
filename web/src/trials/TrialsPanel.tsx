import { useCallback, useMemo } from 'react';
import type { Trial, TrialState } from '../api/types';
import { useQueryParameter } from '../app/router';
import { formatCount } from '../format/numbers';
import type { MetricStore } from '../metrics/metric-store';
import { useNow } from '../ui/now';
import { Panel } from '../ui/Panel';
import { type ColumnNeeds, columnNeeds, trialColumns } from './columns';
import { formatSort, parseSort, type Sort, sortTrials } from './sorting';
import { parseStates, StateFilter } from './StateFilter';
import { TrialDetails } from './TrialDetails';
import { TrialTable } from './TrialTable';

interface Props {
  experiment: string;
  trials: readonly Trial[];
  loaded: boolean;
  best: number | undefined;
  /** Does the experiment run? */
  active: boolean;
  metrics: MetricStore;
  reveal: { trial: number } | undefined;
}

/** The trials of an experiment: filter, order and the opened trial are part of the address. */
export function TrialsPanel({ experiment, trials, loaded, best, active, metrics, reveal }: Props) {
  const [states, setStates] = useQueryParameter('state');
  const [order, setOrder] = useQueryParameter('sort');
  const [opened, setOpened] = useQueryParameter('trial');
  const selected = useMemo(() => parseStates(states), [states]);
  const sort = useMemo(() => parseSort(order), [order]);

  // As text: most changes bring nothing new, and the same columns keep the rows as they are.
  const needs = useMemo(() => JSON.stringify(columnNeeds(trials)), [trials]);
  const columns = useMemo(() => trialColumns(JSON.parse(needs) as ColumnNeeds), [needs]);
  const context = useMemo(() => ({ metrics, best, active }), [metrics, best, active]);
  const now = useNow(sort.column === 'duration');
  const shown = useMemo(() => {
    const filtered = selected.size === 0 ? trials : trials.filter((trial) => selected.has(trial.state));
    return sortTrials(filtered, sort, now);
  }, [trials, selected, sort, now]);

  const onSort = useCallback((next: Sort) => setOrder(formatSort(next)), [setOrder]);
  const onExpand = useCallback((trial: number | undefined) => setOpened(trial?.toString()), [setOpened]);
  const onStates = (next: ReadonlySet<TrialState>) => setStates(next.size === 0 ? undefined : [...next].join(','));

  return (
    <Panel
      title="Trials"
      note={shown.length === trials.length ? undefined : `${formatCount(shown.length)} of ${formatCount(trials.length)}`}
      tools={<StateFilter trials={trials} active={active} selected={selected} onChange={onStates} />}
    >
      <TrialTable
        trials={shown}
        columns={columns}
        context={context}
        sort={sort}
        onSort={onSort}
        expanded={opened === undefined ? undefined : Number(opened)}
        onExpand={onExpand}
        details={(trial) => <TrialDetails experiment={experiment} trial={trial} metrics={metrics} />}
        reveal={reveal}
        empty={!loaded ? 'Loading' : trials.length === 0 ? 'The first trial appears here' : 'No trial is in this state'}
      />
    </Panel>
  );
}
