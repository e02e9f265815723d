import { clipped } from '../kit/frame';
import type { PointPlace } from '../plane/points';
import { stepOf, type ValueColors } from '../values/value-colors';
import type { Level, Surface } from './surface';

/** Areas of a smooth surface, each over those before. */
export function paintLevels(context: CanvasRenderingContext2D, { box, x, y }: PointPlace, levels: readonly Level[], ramp: readonly string[]): void {
  clipped(context, box, () => {
    levels.forEach(({ shade, rings }, index) => {
      context.fillStyle = ramp[stepOf(shade, ramp.length)] ?? 'gray';
      context.beginPath();
      if (index === 0) context.rect(box.left, box.top, box.right - box.left, box.bottom - box.top);
      for (const ring of rings) {
        ring.forEach(([across, up], corner) => {
          if (corner === 0) context.moveTo(x.place(across), y.place(up));
          else context.lineTo(x.place(across), y.place(up));
        });
        context.closePath();
      }
      context.fill('evenodd');
    });
  });
}

/** A rectangle for each cell, with a gap between words. */
export function paintCells(context: CanvasRenderingContext2D, { box, x, y }: PointPlace, surface: Surface, bands: { x: boolean; y: boolean }, { shade }: ValueColors, ramp: readonly string[]): void {
  const gap = { x: bands.x ? 1.5 : 0, y: bands.y ? 1.5 : 0 };
  clipped(context, box, () => {
    for (const row of surface.rows) {
      for (const column of surface.columns) {
        const value = surface.mean(column, row);
        if (Number.isNaN(value)) continue;
        const [left, right] = [x.place(column.from) + gap.x, x.place(column.to) - gap.x];
        const [top, bottom] = [y.place(row.to) + gap.y, y.place(row.from) - gap.y];
        context.fillStyle = ramp[stepOf(shade(value), ramp.length)] ?? 'gray';
        // A little more, or the surface shines through between cells.
        context.fillRect(left, top, right - left + (bands.x ? 0 : 0.6), bottom - top + (bands.y ? 0 : 0.6));
      }
    }
  });
}
