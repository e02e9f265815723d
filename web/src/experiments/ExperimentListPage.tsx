import { useCallback, useEffect, useRef, useState } from 'react';
import type { Experiment, HomeExperiment } from '../api/types';
import { Frame } from '../app/Frame';
import { Message } from '../app/Message';
import { useQueryParameter } from '../app/router';
import { useWritable } from '../app/services';
import { formatCount } from '../format/numbers';
import { useFeed } from '../live/use-feed';
import { useObservable } from '../state/observable';
import { Button } from '../ui/Button';
import { CopyButton } from '../ui/CopyButton';
import { FilterChips } from '../ui/FilterChips';
import { Icon } from '../ui/Icon';
import { Mark } from '../ui/Mark';
import { useNow } from '../ui/now';
import { SearchField } from '../ui/SearchField';
import { useFileDrop } from '../ui/use-file-drop';
import { useShortcut } from '../ui/use-shortcut';
import { Elsewhere } from './Elsewhere';
import { ExperimentList, type ExperimentListHandle } from './ExperimentList';
import styles from './ExperimentListPage.module.css';
import { ExperimentListStore } from './experiment-list-store';
import {
  formatOrder,
  type ListOrder,
  LIST_COLUMNS,
  nextOrder,
  parseGroups,
  parseOrder,
  searched,
  sorted,
  STATE_GROUP_ORDER,
  STATE_GROUPS,
  stateGroup,
} from './experiment-list-view';
import { type ExperimentView, isActive } from './experiment-view';
import { type FeedContext, listFeedTarget } from './feeds';
import { NewExperimentDialog } from './NewExperimentDialog';
import { type Draft, EMPTY_DRAFT, readDraft } from './new-experiment';
import { useHome } from './use-home';

/** All experiments of the server; where new ones are started. */
export function ExperimentListPage() {
  const [store] = useState(() => new ExperimentListStore());
  const { experiments, loaded, problem } = useObservable(store.snapshot);
  useFeed(
    undefined,
    useCallback((context: FeedContext) => listFeedTarget(store, context), [store]),
  );
  useEffect(() => {
    document.title = 'Trialog';
  }, []);

  const elsewhere = useHome();

  const writable = useWritable();
  // Kept while the dialog is closed: nobody loses a text to a slip of the finger.
  const [draft, setDraft] = useState<Draft>(EMPTY_DRAFT);
  const [creating, setCreating] = useState(false);
  const create = () => setCreating(true);
  const dragging = useFileDrop(writable, (files) => {
    void readDraft(files).then((read) => {
      setDraft(read);
      setCreating(true);
    });
  });
  useShortcut('n', () => {
    if (writable) create();
  });

  return (
    <Frame>
      {loaded && experiments.length > 0 && (
        <>
          <header className={styles.title}>
            <h1>Experiments</h1>
            <Summary experiments={experiments} />
            {writable && (
              <Button kind="primary" className={styles.new ?? ''} onClick={create} aria-keyshortcuts="n">
                <Icon name="plus" />
                New experiment
              </Button>
            )}
          </header>
          <Choice experiments={experiments} elsewhere={elsewhere} />
        </>
      )}
      {loaded && experiments.length === 0 && (
        <>
          <NoExperiments onCreate={writable ? create : undefined} />
          {elsewhere.length > 0 && <Elsewhere experiments={elsewhere} />}
        </>
      )}
      {!loaded && problem !== undefined && <Message title="The experiments could not be loaded">{problem.message}</Message>}
      {creating && <NewExperimentDialog draft={draft} onDraft={setDraft} dropping={dragging} onClose={() => setCreating(false)} />}
      {dragging && !creating && (
        <div className={styles.drop} data-testid="drop">
          <p>
            <Icon name="file" size={28} />
            Drop a configuration to start an experiment
          </p>
        </div>
      )}
    </Frame>
  );
}

function Summary({ experiments }: { experiments: readonly ExperimentView[] }) {
  const running = experiments.filter(({ experiment }) => isActive(experiment)).length;
  return (
    <p className={styles.summary}>
      {formatCount(experiments.length)} in all{running > 0 && <span>, {formatCount(running)} running</span>}
    </p>
  );
}

/** Searches, filters and sorts, all in the address. */
function Choice({ experiments, elsewhere }: { experiments: readonly ExperimentView[]; elsewhere: readonly HomeExperiment[] }) {
  const [search = '', setSearch] = useQueryParameter('q');
  const [state, setState] = useQueryParameter('state');
  const [sort, setSort] = useQueryParameter('sort');
  const list = useRef<ExperimentListHandle>(null);
  const groups = parseGroups(state);
  const order = parseOrder(sort);
  const now = useNow(order.column === 'duration');
  const setOrder = (next: ListOrder) => setSort(formatOrder(next));

  const found = searched(experiments, search);
  const foundElsewhere = searched(elsewhere, search);
  const all = [...found, ...foundElsewhere];
  const counts = new Map<string, number>();
  for (const { experiment } of all) counts.set(stateGroup(experiment), (counts.get(stateGroup(experiment)) ?? 0) + 1);
  const there = new Set([...experiments, ...elsewhere].map(({ experiment }) => stateGroup(experiment)));
  const chips = STATE_GROUP_ORDER.filter((group) => there.has(group) || groups.has(group)).map((group) => ({
    key: group,
    label: STATE_GROUPS[group].label,
    tone: STATE_GROUPS[group].tone,
    count: counts.get(group) ?? 0,
  }));
  const isWanted = ({ experiment }: { experiment: Experiment }) => groups.size === 0 || groups.has(stateGroup(experiment));
  const kept = found.filter(isWanted);
  const keptElsewhere = foundElsewhere.filter(isWanted);
  // The list comes in its default order.
  const shown = formatOrder(order) === undefined ? kept : sorted(kept, order, now);

  const clear = () => {
    setSearch(undefined);
    setState(undefined);
  };
  return (
    <>
      <div className={styles.tools}>
        <SearchField
          label="Search experiments"
          placeholder="Name, id, tuner…"
          value={search}
          onChange={(text) => setSearch(text === '' ? undefined : text)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            list.current?.focusFirst();
          }}
        />
        <FilterChips
          label="Show experiments by state"
          chips={chips}
          total={all.length}
          selected={groups}
          onChange={(next) => setState(next.size === 0 ? undefined : [...next].join(','))}
        />
        <SortChoice order={order} onChange={setOrder} />
      </div>
      {shown.length === 0 ? (
        <div className={styles.nothing} role="status">
          <p>{keptElsewhere.length === 0 ? 'No experiment matches.' : 'No experiment of this server matches.'}</p>
          <Button onClick={clear}>Show all</Button>
        </div>
      ) : (
        <ExperimentList ref={list} experiments={shown} order={order} onOrder={(column) => setOrder(nextOrder(order, column))} />
      )}
      {keptElsewhere.length > 0 && <Elsewhere experiments={keptElsewhere} />}
    </>
  );
}

/** Where the table has no head to click on. */
function SortChoice({ order, onChange }: { order: ListOrder; onChange: (order: ListOrder) => void }) {
  return (
    <span className={styles.sort}>
      <label>
        Sort by{' '}
        <select value={order.column} onChange={(event) => onChange(nextOrder({ column: 'created', descending: false }, event.target.value as ListOrder['column']))}>
          {LIST_COLUMNS.map(({ column, label }) => (
            <option key={column} value={column}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <Button
        kind="quiet"
        aria-label={order.descending ? 'Descending; sort ascending' : 'Ascending; sort descending'}
        onClick={() => onChange({ ...order, descending: !order.descending })}
      >
        <Icon name={order.descending ? 'down' : 'up'} />
      </Button>
    </span>
  );
}

const START = 'trialog run experiment.yaml';

function NoExperiments({ onCreate }: { onCreate: (() => void) | undefined }) {
  return (
    <div className={styles.empty}>
      <Mark size={44} />
      <h1>No experiments yet</h1>
      {onCreate === undefined ? (
        <p>Nothing runs on this server: it only shows what there is.</p>
      ) : (
        <>
          <p>Drop a YAML or JSON configuration anywhere on this page, or write one here.</p>
          <Button kind="primary" onClick={onCreate}>
            <Icon name="plus" />
            New experiment
          </Button>
          <p className={styles.or}>or in a terminal</p>
          <div className={styles.command}>
            <code>
              <span aria-hidden="true">$ </span>
              {START}
            </code>
            <CopyButton text={START} label="Copy the command" />
          </div>
        </>
      )}
    </div>
  );
}
