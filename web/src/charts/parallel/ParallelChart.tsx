import { useMemo, useState } from 'react';
import { useQueryParameter, useQueryParameters } from '../../app/router';
import { formatCount } from '../../format/numbers';
import { TABLE_ID } from '../../trials/table-anchor';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/Panel';
import type { ChartProps } from '../chart';
import { Choice } from '../kit/Tools';
import { bestWord, useValuedTrials, valueName } from '../values/valued-trials';
import { arranged, moved, useArrangement } from './arrangement';
import { AxesMenu } from './AxesMenu';
import type { AxisMoves } from './AxisHeader';
import { trialAxes, VALUE_KEY } from '../plane/trial-axes';
import { type AxisFilter, conditions, type Filters, formatFilters, parseFilters, passing, withFilter } from './filters';
import styles from './ParallelChart.module.css';
import { ParallelPlane } from './ParallelPlane';

const TOPS = ['1', '5', '20', '100'] as const;

/** Every trial with a value as a line over one axis per parameter. Filters are in the address as `pc` and `top`. */
export function ParallelChart({ experiment, trials: latest, space, metric, marked, onSelect }: ChartProps) {
  const title = valueName(experiment, metric);
  const { view, trials } = useValuedTrials({ experiment, trials: latest, metric });
  const axes = useMemo(() => trialAxes(view, trials, space, title), [view, trials, space, title]);

  const [arrangement, arrange] = useArrangement(experiment.id);
  const order = useMemo(() => arranged(axes.map(({ key }) => key).filter((key) => key !== VALUE_KEY), arrangement), [axes, arrangement]);
  const shown = useMemo(() => {
    const byKey = new Map(axes.map((axis) => [axis.key, axis]));
    const visible = order.filter((key) => !arrangement.hidden.includes(key));
    return [...(visible.length > 0 ? visible : order), VALUE_KEY].flatMap((key) => byKey.get(key) ?? []);
  }, [axes, order, arrangement]);

  const [filterText, setFilterText] = useQueryParameter('pc');
  const [topText, setTop] = useQueryParameter('top');
  const top = TOPS.find((each) => each === topText) ?? '100';
  const best = bestWord(experiment, metric);
  const stored = useMemo(() => parseFilters(filterText), [filterText]);
  // The address is written when the mouse is let go.
  const [draft, setDraft] = useState<Filters>();
  const filters = draft ?? stored;
  const setFilter = (key: string, filter: AxisFilter | undefined) => {
    setDraft(undefined);
    setFilterText(formatFilters(withFilter(stored, key, filter)));
  };

  const passes = useMemo(() => passing(axes, filters, trials, Number(top)), [axes, filters, trials, top]);
  const count = useMemo(() => passes.reduce((sum, each) => sum + each, 0), [passes]);
  const wanted = conditions(axes, filters, trials, Number(top), metric);
  const total = passes.length;
  const [, setWhere] = useQueryParameters('where');
  const showInTable = () => {
    setWhere(wanted);
    document.getElementById(TABLE_ID)?.scrollIntoView({ block: 'start' });
  };

  const movesOf = (key: string): AxisMoves => {
    const keys = shown.slice(0, -1).map((axis) => axis.key);
    const place = keys.indexOf(key);
    return {
      canMove: (by) => by !== 0 && keys[place + by] !== undefined,
      onMove: (by) => arrange({ ...arrangement, order: moved(order, key, order.indexOf(keys[Math.min(keys.length - 1, Math.max(0, place + by))] ?? key)) }),
      onHide: keys.length > 1 ? () => arrange({ order, hidden: [...arrangement.hidden, key] }) : undefined,
    };
  };

  return (
    <Panel
      title="Parallel coordinates"
      note="a line for each succeeded trial"
      tools={
        <>
          <Choice
            label={`${best} trials`}
            options={TOPS.map((each, index) => [each, each === '100' ? 'All' : `${index === 0 ? `${best} ` : ''}${each} %`] as const)}
            value={top} onChange={(value) => setTop(value === '100' ? undefined : value)} />
          <AxesMenu
            keys={order}
            hidden={arrangement.hidden}
            onChange={(hidden) => arrange({ order, hidden })}
            onReset={() => arrange({ order: [], hidden: [] })}
          />
        </>
      }
    >
      {total === 0 ? (
        <p className={styles.empty}>Succeeded trials appear here</p>
      ) : (
        <>
          <div className={styles.summary}>
            <p role="status" data-testid="passing">
              {wanted.length === 0 ? `${formatCount(total)} trials` : `${formatCount(count)} of ${formatCount(total)} trials pass`}
              {view.total > view.size && `, in a sample of ${formatCount(view.size)}`}
            </p>
            {wanted.length > 0 ? (
              <>
                <Button kind="quiet" onClick={showInTable}>
                  Show these in the table
                </Button>
                <Button
                  kind="quiet"
                  onClick={() => {
                    setFilterText(undefined);
                    setTop(undefined);
                  }}
                >
                  Clear filters
                </Button>
              </>
            ) : (
              <span className={styles.help}>Drag along an axis to filter, its title to move it</span>
            )}
          </div>
          <ParallelPlane
            view={view}
            trials={trials}
            axes={shown}
            title={title}
            bestWord={best}
            filters={filters}
            passes={passes}
            marked={marked}
            topPercent={Number(top)}
            cause={[formatFilters(filters), top, latest.at, metric, ...shown.map(({ key }) => key)].join(' ')}
            onDraft={(key, filter) => setDraft(withFilter(stored, key, filter))}
            onFilter={setFilter}
            onSelect={onSelect}
            movesOf={movesOf}
          />
        </>
      )}
    </Panel>
  );
}
