import { type RefObject, useEffect, useState } from 'react';
import { virtualRows, type VirtualRows } from '../trials/virtual-rows';

interface WindowRows extends VirtualRows {
  /** Scrolls so that a row is in full view, below `covered` pixels at the top of the window. */
  reveal: (index: number, covered: number) => void;
}

/**
 * The rows of a long list that are to be rendered while the page is what scrolls.
 *
 * @param list holds the rows, which are equally high, and the space for those that are not rendered
 * @param fallback height of a row until one can be measured
 */
export function useWindowRows(list: RefObject<HTMLElement | null>, count: number, fallback: number): WindowRows {
  const [place, setPlace] = useState({ top: 0, viewport: window.innerHeight, height: fallback });

  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const follow = () => {
      // On narrow screens rows are higher.
      const height = element.querySelector('[data-row]')?.getBoundingClientRect().height ?? 0;
      const viewport = window.innerHeight;
      setPlace((old) => {
        const row = height > 0 ? height : old.height;
        // A row is the least that changes what is rendered.
        const top = Math.floor(Math.max(0, -element.getBoundingClientRect().top) / row) * row;
        return old.top === top && old.viewport === viewport && old.height === row ? old : { top, viewport, height: row };
      });
    };
    // Also tells the first size, and when rows or their height become others.
    const observer = new ResizeObserver(follow);
    observer.observe(element);
    window.addEventListener('scroll', follow, { passive: true });
    window.addEventListener('resize', follow);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', follow);
      window.removeEventListener('resize', follow);
    };
  }, [list]);

  const { top, viewport, height } = place;
  const reveal = (index: number, covered: number) => {
    const element = list.current;
    if (element === null) return;
    const above = element.getBoundingClientRect().top + index * height;
    const below = above + height - window.innerHeight;
    if (above < covered) window.scrollBy({ top: above - covered, behavior: 'instant' });
    else if (below > 0) window.scrollBy({ top: below, behavior: 'instant' });
  };
  return { ...virtualRows(count, height, -1, 0, top, viewport), reveal };
}
