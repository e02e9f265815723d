import { type RefObject, useEffect, useRef, useState } from 'react';

/** Whether an element has come near the part of the page that is seen; then it stays true. */
export function useSeen<T extends HTMLElement>(): [RefObject<T | null>, boolean] {
  const element = useRef<T>(null);
  const [seen, setSeen] = useState(typeof IntersectionObserver === 'undefined');
  useEffect(() => {
    const host = element.current;
    if (host === null || seen) return;
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && setSeen(true), { rootMargin: '200px' });
    observer.observe(host);
    return () => observer.disconnect();
  }, [seen]);
  return [element, seen];
}
