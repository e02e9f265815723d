import { type ChartColors, translucent } from '../colors';
import { clipped } from '../kit/frame';
import { type PointPlace } from '../plane/points';
import type { Predicted } from '../plane/prediction';

/** The predicted mean with its deviation: a line in a band over numbers, a bar with ends over words. */
export function paintPrediction(context: CanvasRenderingContext2D, { box, x, y }: PointPlace, colors: ChartColors, along: readonly Predicted[], bands: boolean): void {
  clipped(context, box, () => {
    if (bands) paintBars();
    else paintLine();
  });

  function paintLine(): void {
    context.beginPath();
    for (const each of along) context.lineTo(x.place(each.x), y.place(each.high));
    for (const each of [...along].reverse()) context.lineTo(x.place(each.x), y.place(each.low));
    context.closePath();
    context.fillStyle = translucent(colors.ink, 0.12);
    context.fill();
    context.beginPath();
    for (const each of along) context.lineTo(x.place(each.x), y.place(each.mean));
    stroke(context, colors);
  }

  function paintBars(): void {
    for (const { from, to, mean, low, high } of along) {
      const [left, right] = [x.place(from + (to - from) * 0.15), x.place(to - (to - from) * 0.15)];
      context.fillStyle = translucent(colors.ink, 0.12);
      context.fillRect(left, y.place(high), right - left, y.place(low) - y.place(high));
      context.beginPath();
      context.moveTo(left, y.place(mean));
      context.lineTo(right, y.place(mean));
      stroke(context, colors);
    }
  }
}

function stroke(context: CanvasRenderingContext2D, colors: ChartColors): void {
  context.lineJoin = 'round';
  context.lineWidth = 4;
  context.strokeStyle = translucent(colors.surface, 0.7);
  context.stroke();
  context.lineWidth = 1.75;
  context.strokeStyle = colors.soft;
  context.stroke();
}
