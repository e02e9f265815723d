import { Popover } from '@base-ui/react/popover';
import { type FormEvent, type PointerEvent, useRef, useState } from 'react';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { PopoverPopup } from '../../ui/Popover';
import type { TrialAxis } from '../plane/trial-axes';
import { type AxisFilter, describeFilter, range } from './filters';
import styles from './ParallelChart.module.css';

interface Props {
  axis: TrialAxis;
  filter: AxisFilter | undefined;
  /** In pixels: where its middle is, how much of the width it may take. */
  x: number;
  width: number;
  /** Between two axes. */
  gap: number;
  onFilter: (filter: AxisFilter | undefined) => void;
  /** Absent for an axis that stays where it is. */
  moves: AxisMoves | undefined;
}

export interface AxisMoves {
  /** By so many places to the right. */
  onMove: (by: number) => void;
  canMove: (by: number) => boolean;
  /** Absent: it is the last one. */
  onHide: (() => void) | undefined;
}

/** Pixels that a press may move and still be a click. */
const STILL = 5;

/** The title of an axis: opens its filter, is dragged to move the axis (or Shift with the arrow keys). */
export function AxisHeader({ axis, filter, x, width, gap, onFilter, moves }: Props) {
  const [open, setOpen] = useState(false);
  /** Pixels the title has been dragged. */
  const [offset, setOffset] = useState(0);
  const press = useRef<{ x: number; dragging: boolean }>(undefined);
  const hint = filter !== undefined ? describeFilter(axis, filter) : axis.scale.kind === 'log' ? 'log' : '';

  const move = (event: PointerEvent) => {
    const pressed = press.current;
    if (pressed === undefined || moves === undefined) return;
    const distance = event.clientX - pressed.x;
    pressed.dragging ||= Math.abs(distance) > STILL;
    if (pressed.dragging) setOffset(distance);
  };

  return (
    <Popover.Root open={open} onOpenChange={(next) => setOpen(next && press.current?.dragging !== true)}>
      <Popover.Trigger
        className={styles.header}
        style={{ left: x - width / 2, width, transform: offset === 0 ? undefined : `translateX(${offset}px)` }}
        data-dragged={offset !== 0 || undefined}
        data-filtered={filter !== undefined || undefined}
        title={`${axis.title}: filter${moves === undefined ? '' : ', drag to move'}`}
        data-axis={axis.key}
        onPointerDown={(event) => {
          if (event.pointerType === 'touch' || event.button !== 0 || moves === undefined) return;
          press.current = { x: event.clientX, dragging: false };
          event.currentTarget.setPointerCapture?.(event.pointerId);
        }}
        onPointerMove={move}
        onPointerUp={() => {
          const by = Math.round(offset / gap);
          if (by !== 0) moves?.onMove(by);
          setOffset(0);
          // The click that follows still has to know of the drag.
          setTimeout(() => (press.current = undefined));
        }}
        onPointerCancel={() => {
          setOffset(0);
          press.current = undefined;
        }}
        onKeyDown={(event) => {
          const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : undefined;
          if (by === undefined || !event.shiftKey || moves?.canMove(by) !== true) return;
          event.preventDefault();
          moves.onMove(by);
        }}
      >
        <span className={styles.title}>{axis.title}</span>{' '}
        <span className={styles.hint}>{hint}</span>
      </Popover.Trigger>
      <PopoverPopup label={axis.title} align="center">
        <div className={styles.form}>
          <h3 className={styles.formTitle}>{axis.title}</h3>
          {axis.scale.kind === 'bands' ? (
            <Words axis={axis} filter={filter} onFilter={onFilter} />
          ) : (
            <Ends key={JSON.stringify(filter)} axis={axis} filter={filter} onFilter={onFilter} />
          )}
          <div className={styles.commands}>
            <Button kind="quiet" disabled={filter === undefined} onClick={() => onFilter(undefined)}>
              Clear filter
            </Button>
            {moves !== undefined && (
              <>
                <Button kind="quiet" aria-label="Move left" title="Move left (Shift ←)" disabled={!moves.canMove(-1)} onClick={() => moves.onMove(-1)}>
                  <Icon name="left" />
                </Button>
                <Button kind="quiet" aria-label="Move right" title="Move right (Shift →)" disabled={!moves.canMove(1)} onClick={() => moves.onMove(1)}>
                  <Icon name="chevron" />
                </Button>
                <Button kind="quiet" disabled={moves.onHide === undefined} onClick={moves.onHide}>
                  Hide
                </Button>
              </>
            )}
          </div>
        </div>
      </PopoverPopup>
    </Popover.Root>
  );
}

interface FilterProps {
  axis: TrialAxis;
  filter: AxisFilter | undefined;
  onFilter: (filter: AxisFilter | undefined) => void;
}

/** Least and most, taken over when they are left or Enter is pressed. */
function Ends({ axis: { title, scale }, filter, onFilter }: FilterProps) {
  const ends = filter === undefined || 'words' in filter ? {} : filter;
  const form = useRef<HTMLFormElement>(null);
  const apply = (event?: FormEvent) => {
    event?.preventDefault();
    if (form.current === null) return;
    const data = new FormData(form.current);
    const [low, high] = ['low', 'high'].map((name) => number(data.get(name)));
    if (low === ends.low && high === ends.high) return;
    onFilter(range(low, high));
  };
  return (
    <form ref={form} className={styles.ends} onSubmit={apply} onBlur={() => apply()}>
      <label>
        Least
        <input name="low" inputMode="decimal" defaultValue={ends.low ?? ''} placeholder={scale.label(scale.low)} aria-label={`Least ${title}`} />
      </label>
      <label>
        Most
        <input name="high" inputMode="decimal" defaultValue={ends.high ?? ''} placeholder={scale.label(scale.high)} aria-label={`Most ${title}`} />
      </label>
      <button type="submit" hidden />
    </form>
  );
}

function number(text: FormDataEntryValue | null): number | undefined {
  const trimmed = typeof text === 'string' ? text.trim() : '';
  const value = Number(trimmed);
  return trimmed === '' || Number.isNaN(value) ? undefined : value;
}

function Words({ axis: { title, scale }, filter, onFilter }: FilterProps) {
  const all = scale.bands.map(scale.exact);
  const chosen = filter !== undefined && 'words' in filter ? filter.words : all;
  const toggle = (word: string, on: boolean) => {
    const words = all.filter((each) => (each === word ? on : chosen.includes(each)));
    onFilter(words.length === all.length ? undefined : { words });
  };
  return (
    <fieldset className={styles.words}>
      <legend className="visually-hidden">{title}</legend>
      {scale.bands.map((band) => {
        const word = scale.exact(band);
        return (
          <label key={word}>
            <input type="checkbox" checked={chosen.includes(word)} onChange={(event) => toggle(word, event.target.checked)} />
            {scale.label(band)}
          </label>
        );
      })}
    </fieldset>
  );
}
