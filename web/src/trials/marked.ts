import { useCallback, useMemo } from 'react';
import { useQueryParameter } from '../app/router';

/** The trials that are marked in the table; they are in the address as `marked`. */
export function useMarked(): { marked: ReadonlySet<number>; mark: (trials: Iterable<number>) => void } {
  const [text, setText] = useQueryParameter('marked');
  const marked = useMemo(() => new Set((text ?? '').split(',').filter((each) => /^\d+$/.test(each)).map(Number)), [text]);
  const mark = useCallback((trials: Iterable<number>) => setText([...trials].sort((a, b) => a - b).join(',') || undefined), [setText]);
  return { marked, mark };
}
