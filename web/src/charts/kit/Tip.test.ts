import { describe, expect, it } from 'vitest';
import { tipPlace } from './Tip';

const tip = { width: 200, height: 100 };

describe('tipPlace', () => {
  it('should be right of its point, or left of it', () => {
    expect(tipPlace({ left: 100, top: 150 }, tip, { width: 800, height: 300 })).toEqual({ x: 114, y: 110 });
    expect(tipPlace({ left: 700, top: 150 }, tip, { width: 800, height: 300 })).toEqual({ x: 486, y: 110 });
  });

  it('should stay inside', () => {
    expect(tipPlace({ left: 100, top: 5 }, tip, { width: 800, height: 300 }).y).toBe(0);
    expect(tipPlace({ left: 100, top: 295 }, tip, { width: 800, height: 300 }).y).toBe(200);
  });

  it('should be below or above its point where there is no room at its sides', () => {
    expect(tipPlace({ left: 150, top: 50 }, tip, { width: 300, height: 300 })).toEqual({ x: 50, y: 64 });
    expect(tipPlace({ left: 150, top: 250 }, tip, { width: 300, height: 300 })).toEqual({ x: 50, y: 136 });
  });
});
