import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

/** Pixels from the top left corner. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a reader does with mouse, pen, fingers or wheel. */
export interface Gestures {
  /** Points at something; nothing any more. */
  hover: (at: Point | undefined) => void;
  click: (at: Point) => void;
  /** Drew a rectangle. */
  select?: (from: Point, to: Point) => void;
  /** Wants to see more (below 1) or less around a point. */
  zoom?: (factor: number, around: Point) => void;
  /** Pushes the picture by so many pixels. */
  push?: (by: Point) => void;
  /** Wants to see everything again. */
  reset?: () => void;
  /** It lies in something that scrolls: the wheel zooms with the control key only. */
  scrolls?: boolean;
}

/** Less is a click. */
const DRAG_PIXELS = 5;

/**
 * Listens to an element. Dragging with a mouse draws a rectangle, with the shift key or a finger it pushes, two fingers zoom. The wheel
 * zooms with the control key, or when the element has the focus and lies in nothing that scrolls: otherwise it scrolls the page.
 *
 * @returns the rectangle that is being drawn
 */
export function useGestures(target: RefObject<HTMLElement | null>, gestures: Gestures): readonly [Point, Point] | undefined {
  const [drawn, setDrawn] = useState<readonly [Point, Point]>();
  const hover = useEffectEvent((at: Point | undefined) => gestures.hover(at));
  const click = useEffectEvent((at: Point) => gestures.click(at));
  const select = useEffectEvent((from: Point, to: Point) => gestures.select?.(from, to));
  const zoom = useEffectEvent((factor: number, around: Point) => gestures.zoom?.(factor, around));
  const push = useEffectEvent((by: Point) => gestures.push?.(by));
  const reset = useEffectEvent(() => gestures.reset?.());
  const selects = gestures.select !== undefined;
  const zooms = gestures.zoom !== undefined;
  const pushes = gestures.push !== undefined;
  const scrolls = gestures.scrolls === true;

  useEffect(() => {
    const element = target.current;
    if (element === null) return;
    const pressed = new Map<number, Point>();
    let start: Point | undefined;
    let moves: 'select' | 'push' | undefined;
    let dragged = false;

    const place = (event: MouseEvent): Point => {
      const { left, top } = element.getBoundingClientRect();
      return { x: event.clientX - left, y: event.clientY - top };
    };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      const at = place(event);
      pressed.set(event.pointerId, at);
      start = at;
      dragged = pressed.size > 1;
      const pushing = event.pointerType === 'touch' || event.shiftKey;
      moves = pushing ? (pushes ? 'push' : undefined) : selects ? 'select' : pushes ? 'push' : undefined;
    };
    const move = (event: PointerEvent) => {
      const at = place(event);
      const before = pressed.get(event.pointerId);
      if (before === undefined) {
        if (event.pointerType !== 'touch') hover(at);
        return;
      }
      if (start === undefined) return;
      if (!dragged && Math.hypot(at.x - start.x, at.y - start.y) < DRAG_PIXELS) return;
      if (!dragged) {
        dragged = true;
        hover(undefined);
        if (moves !== undefined && element.hasPointerCapture?.(event.pointerId) === false) element.setPointerCapture(event.pointerId);
      }
      if (pressed.size === 2) pinch(event.pointerId, before, at);
      else if (moves === 'push') push({ x: at.x - before.x, y: at.y - before.y });
      else if (moves === 'select') setDrawn([start, at]);
      pressed.set(event.pointerId, at);
    };
    const pinch = (id: number, before: Point, at: Point) => {
      const other = [...pressed].find(([each]) => each !== id)?.[1];
      if (other === undefined) return;
      const was = Math.hypot(before.x - other.x, before.y - other.y);
      const is = Math.hypot(at.x - other.x, at.y - other.y);
      if (was > 10 && is > 10) zoom(was / is, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 });
    };
    const up = (event: PointerEvent) => {
      if (!pressed.delete(event.pointerId)) return;
      const at = place(event);
      setDrawn(undefined);
      if (pressed.size > 0 || start === undefined) return;
      if (!dragged) {
        hover(at);
        click(at);
      } else if (moves === 'select') select(start, at);
    };
    const cancel = (event: PointerEvent) => {
      pressed.delete(event.pointerId);
      setDrawn(undefined);
    };
    const leave = () => {
      if (pressed.size === 0) hover(undefined);
    };
    const wheel = (event: WheelEvent) => {
      const wanted = event.ctrlKey || event.metaKey || (!scrolls && element.contains(document.activeElement));
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (pushes && Math.abs(sideways) > (event.shiftKey ? 0 : Math.abs(event.deltaY))) {
        event.preventDefault();
        push({ x: -sideways, y: 0 });
      } else if (zooms && wanted && event.deltaY !== 0) {
        event.preventDefault();
        // Lines of a wheel are some 16 pixels; a trackpad's pinch says little and often.
        const pixels = event.deltaMode === 0 ? event.deltaY : event.deltaY * 16;
        zoom(Math.exp(Math.max(-0.5, Math.min(0.5, pixels * (event.ctrlKey ? 0.008 : 0.002)))), place(event));
      }
    };
    const twice = () => reset();
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', cancel);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('dblclick', twice);
    element.addEventListener('wheel', wheel, { passive: false });
    return () => {
      element.removeEventListener('pointerdown', down);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerup', up);
      element.removeEventListener('pointercancel', cancel);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('dblclick', twice);
      element.removeEventListener('wheel', wheel);
    };
  }, [target, selects, zooms, pushes, scrolls]);
  return drawn;
}
