import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import { useTheme } from '../../ui/theme';
import { clearedContext } from './canvas-size';
import { type ChartColors, chartColors } from '../colors';
import type { Canvas } from './frame';
import { type Gestures, useGestures } from './gestures';
import { type ChartKey, chartKey, KEYS_HELP } from './keys';
import styles from './Picture.module.css';

interface Props {
  height: number;
  /** Width in pixels, as soon as it is known and whenever it changes. */
  onWidth: (width: number) => void;
  /** Paints everything; called when it is another function, and when size or theme change. */
  paint: (canvas: Canvas) => void;
  /** Paints what is highlighted, above everything. */
  overlay?: (canvas: Canvas) => void;
  gestures: Gestures;
  onKey?: (key: ChartKey) => void;
  /** What the chart shows, for those who do not see it. */
  label: string;
  /** What is highlighted, for those who do not see it. */
  said?: string;
  /** What keys do. */
  help?: string;
  /** Absolutely placed things above the picture. */
  children?: ReactNode;
  testId?: string;
  /** Numbers for checks in a browser. */
  data?: Record<`data-${string}`, string | number>;
}

/** A chart on a canvas of its own. It follows its width, the theme and the density of the screen. */
export function Picture({ height, onWidth, paint, overlay, gestures, onKey, label, said, help = KEYS_HELP, children, testId, data }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const colors = useRef<ChartColors>(undefined);
  const helpId = useId();
  const theme = useTheme();
  const drawn = useGestures(host, gestures);

  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    onWidth(element.clientWidth);
    const observer = new ResizeObserver(() => onWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [onWidth]);

  // The theme decides what colours there are.
  useLayoutEffect(() => {
    if (host.current !== null) colors.current = chartColors(host.current);
  }, [theme]);

  useLayoutEffect(() => paintOn(below.current, height, colors.current, paint), [paint, height, theme]);
  useLayoutEffect(() => paintOn(above.current, height, colors.current, overlay), [overlay, height, theme]);
  // Another screen, or the page was zoomed.
  useEffect(() => {
    const again = () => {
      paintOn(below.current, height, colors.current, paint);
      paintOn(above.current, height, colors.current, overlay);
    };
    window.addEventListener('resize', again);
    return () => window.removeEventListener('resize', again);
  }, [paint, overlay, height]);

  return (
    <div className={styles.picture} style={{ height }} data-testid={testId} {...data}>
      <div
        ref={host}
        className={styles.surface}
        tabIndex={0}
        role="application"
        aria-roledescription="chart"
        aria-label={label}
        aria-describedby={helpId}
        onKeyDown={(event) => {
          const key = chartKey(event);
          if (key === undefined || onKey === undefined) return;
          event.preventDefault();
          onKey(key);
        }}
      >
        <canvas ref={below} aria-hidden="true" />
        <canvas ref={above} aria-hidden="true" />
        {drawn !== undefined && (
          <div
            className={styles.drawn}
            style={{
              left: Math.min(drawn[0].x, drawn[1].x),
              top: Math.min(drawn[0].y, drawn[1].y),
              width: Math.abs(drawn[0].x - drawn[1].x),
              height: Math.abs(drawn[0].y - drawn[1].y),
            }}
          />
        )}
      </div>
      {children}
      <p id={helpId} className="visually-hidden">
        {help}
      </p>
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

function paintOn(element: HTMLCanvasElement | null, height: number, colors: ChartColors | undefined, paint: ((canvas: Canvas) => void) | undefined): void {
  const width = element?.parentElement?.clientWidth ?? 0;
  const context = clearedContext(element, width, height);
  if (context === null || colors === undefined) return;
  paint?.({ context, width, height, colors });
}
