import { describe, expect, it } from 'vitest';
import { seededRandom } from '../test/random';
import { virtualRows } from './virtual-rows';

describe('virtualRows', () => {
  it('should render everything that fits', () => {
    expect(virtualRows(5, 30, -1, 0, 0, 600)).toEqual({ first: 0, end: 5, before: 0, after: 0 });
  });

  it('should render what is in sight of many', () => {
    const rows = virtualRows(10_000, 30, -1, 0, 30_000, 600);
    expect(rows.end - rows.first).toBeLessThan(40);
    expect(rows.before).toBe(rows.first * 30);
  });

  it('should stay in range when the table got shorter', () => {
    expect(virtualRows(3, 30, -1, 0, 90_000, 600)).toMatchObject({ end: 3, after: 0 });
    expect(virtualRows(0, 30, -1, 0, 0, 600)).toEqual({ first: 0, end: 0, before: 0, after: 0 });
  });

  it('should cover what is in sight and keep the full height, wherever the details are', () => {
    const random = seededRandom();
    const pick = (below: number) => Math.floor(random() * below);
    for (let round = 0; round < 2000; round++) {
      const count = 1 + pick(500);
      const expanded = random() < 0.3 ? -1 : pick(count);
      const detail = expanded < 0 ? 0 : pick(900);
      const total = count * 30 + detail;
      const top = pick(total);
      const viewport = 1 + pick(900);
      const { first, end, before, after } = virtualRows(count, 30, expanded, detail, top, viewport);
      const rendered = (end - first) * 30 + (expanded >= first && expanded < end ? detail : 0);
      expect(before + rendered + after).toBe(total);
      expect(before).toBeLessThanOrEqual(top);
      expect(before + rendered).toBeGreaterThanOrEqual(Math.min(total, top + viewport));
    }
  });
});
