const WIDTH = 84;
const HEIGHT = 20;
/** More points than this cannot be told apart. */
const POINTS = 60;

/** The shape of a curve in the height of a line of text. */
export function Sparkline({ values }: { values: readonly (number | null)[] }) {
  const path = sparkPath(values);
  return (
    <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} fill="none" aria-hidden="true">
      <path d={path} stroke="currentColor" strokeWidth="1.25" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** SVG path of the values, lowest at the bottom; gaps where there is no number. */
export function sparkPath(values: readonly (number | null)[]): string {
  const step = Math.max(1, Math.ceil(values.length / POINTS));
  // Every step-th value, and always the newest.
  const shown = values.filter((_, index) => (values.length - 1 - index) % step === 0);
  const numbers = shown.filter((value) => value !== null);
  if (numbers.length === 0) return '';
  const low = Math.min(...numbers);
  const span = Math.max(...numbers) - low;
  const x = (index: number) => (shown.length === 1 ? WIDTH / 2 : 1 + (index * (WIDTH - 2)) / (shown.length - 1));
  const y = (value: number) => (span === 0 ? HEIGHT / 2 : HEIGHT - 2 - ((value - low) / span) * (HEIGHT - 4));
  let path = '';
  let pen = false;
  shown.forEach((value, index) => {
    if (value !== null) path += `${pen ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = value !== null;
  });
  // A lone point has no length; a round cap makes it visible.
  return shown.length === 1 ? `${path}h0.01` : path;
}
