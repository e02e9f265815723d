import { describe, expect, it } from 'vitest';
import { experiment } from '../test/samples';
import { directed } from './direction';
import { modeOf } from './values/valued-trials';

const digits = experiment({ optimizeMode: 'maximize', objectives: [{ metric: 'accuracy', mode: 'maximize' }] });

describe('directed', () => {
  it('should decide about numbers that are not optimized', () => {
    expect(modeOf(directed(digits, 'loss', 'minimize'), 'loss')).toBe('minimize');
    expect(modeOf(directed(digits, 'loss', undefined), 'loss')).toBe('maximize');
  });

  it('should leave alone what the experiment says, and what is no direction', () => {
    expect(directed(digits, 'accuracy', 'minimize')).toBe(digits);
    expect(directed(digits, undefined, 'minimize')).toBe(digits);
    expect(directed(digits, 'loss', 'sideways')).toBe(digits);
  });
});
