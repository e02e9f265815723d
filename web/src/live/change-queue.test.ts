// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ChangeQueue } from './change-queue';

describe('ChangeQueue', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should deliver a burst at once, in order', () => {
    const delivered: number[][] = [];
    const queue = new ChangeQueue<number>((items) => delivered.push(items));
    for (let i = 0; i < 1000; i++) queue.push(i);
    expect(delivered).toEqual([]);
    vi.advanceTimersByTime(50);
    expect(delivered).toEqual([Array.from({ length: 1000 }, (_, i) => i)]);
  });

  it('should deliver a steady flow ten times a second at most', () => {
    let deliveries = 0;
    let items = 0;
    const queue = new ChangeQueue<number>((batch) => {
      deliveries++;
      items += batch.length;
    });
    for (let i = 0; i < 1000; i++) {
      queue.push(i);
      vi.advanceTimersByTime(1);
    }
    expect(deliveries).toBeGreaterThanOrEqual(7);
    expect(deliveries).toBeLessThanOrEqual(11);
    vi.advanceTimersByTime(200);
    expect(items).toBe(1000);
  });

  it('should deliver in a hidden page, which gets no frames', () => {
    vi.spyOn(globalThis, 'requestAnimationFrame').mockReturnValue(1);
    const delivered: number[][] = [];
    const queue = new ChangeQueue<number>((items) => delivered.push(items));
    queue.push(1);
    vi.advanceTimersByTime(2000);
    expect(delivered).toEqual([[1]]);
  });

  it('should forget what was cleared', () => {
    const deliver = vi.fn();
    const queue = new ChangeQueue<number>(deliver);
    queue.push(1);
    queue.clear();
    vi.advanceTimersByTime(5000);
    expect(deliver).not.toHaveBeenCalled();
  });
});
