import { ChartsPanel } from '../charts/ChartsPanel';

/** Every trial of an experiment, as charts and as a table. */
export function TrialsPage() {
  return <ChartsPanel />;
}
