import type { Experiment } from '../api/types';
import type { TrialsView } from '../columns/trials-view';
import type { SpaceParameter } from '../space/search-space';

/** What every chart of trials is given. */
export interface ChartProps {
  experiment: Experiment;
  /** As of the moment that is shown. */
  trials: TrialsView;
  space: readonly SpaceParameter[];
  /** The number that is looked at; absent: the one that is optimized. */
  metric: string | undefined;
  /** Trials that are marked in the table: charts show them, too. */
  marked: ReadonlySet<number>;
  /** A trial was chosen: its details are shown. */
  onSelect: (trial: number) => void;
}
