/** Which rows of a long table are rendered, and how much space the others take. */
export interface VirtualRows {
  first: number;
  /** Exclusive. */
  end: number;
  /** Height of the rows before `first` and from `end` on, in pixels. */
  before: number;
  after: number;
}

/** Rows rendered beyond the visible ones, so that scrolling shows no gaps. */
const OVERSCAN = 8;

/**
 * Rows of equal height, of which one may be followed by its details.
 *
 * @param expanded index of the row with details, or -1
 * @param detailHeight height of these details
 */
export function virtualRows(
  count: number,
  rowHeight: number,
  expanded: number,
  detailHeight: number,
  scrollTop: number,
  viewport: number,
): VirtualRows {
  const offset = (index: number) => index * rowHeight + (expanded >= 0 && index > expanded ? detailHeight : 0);
  const indexAt = (position: number) => {
    if (expanded < 0 || position < (expanded + 1) * rowHeight) return Math.floor(position / rowHeight);
    return Math.max(expanded, Math.floor((position - detailHeight) / rowHeight));
  };
  const first = Math.max(0, Math.min(indexAt(scrollTop), count) - OVERSCAN);
  const end = Math.min(count, Math.max(0, indexAt(scrollTop + viewport)) + 1 + OVERSCAN);
  return { first, end, before: offset(first), after: offset(count) - offset(end) };
}
