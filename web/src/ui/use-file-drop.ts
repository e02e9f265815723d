import { useEffect, useEffectEvent, useRef, useState } from 'react';

/**
 * Takes files that are dropped anywhere on the page.
 *
 * @returns whether files are being dragged over the page
 */
export function useFileDrop(enabled: boolean, onDrop: (files: readonly File[]) => void): boolean {
  const [dragging, setDragging] = useState(false);
  // Entering a child comes before leaving its parent.
  const depth = useRef(0);
  const dropped = useEffectEvent(onDrop);

  useEffect(() => {
    if (!enabled) return;
    const over = (count: number) => {
      depth.current = count;
      setDragging(count > 0);
    };
    const listener = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return;
      event.preventDefault();
      if (event.type === 'dragenter') over(depth.current + 1);
      if (event.type === 'dragleave') over(Math.max(0, depth.current - 1));
      if (event.type === 'drop') {
        over(0);
        dropped([...event.dataTransfer.files]);
      }
    };
    const types = ['dragenter', 'dragover', 'dragleave', 'drop'] as const;
    for (const type of types) window.addEventListener(type, listener);
    return () => {
      for (const type of types) window.removeEventListener(type, listener);
      over(0);
    };
  }, [enabled]);
  return dragging;
}
