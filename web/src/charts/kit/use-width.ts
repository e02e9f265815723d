import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** What a chart gets before it is laid out. */
const UNKNOWN = 600;

/** The width of an element in CSS pixels, followed. */
export function useWidth<T extends HTMLElement>(): [RefObject<T | null>, number] {
  const element = useRef<T>(null);
  const [width, setWidth] = useState(UNKNOWN);
  useLayoutEffect(() => {
    const host = element.current;
    if (host === null) return;
    const measure = () => setWidth(host.clientWidth > 0 ? host.clientWidth : UNKNOWN);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(host);
    return () => observer.disconnect();
  }, []);
  return [element, width];
}
