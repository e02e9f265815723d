import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../api/types';
import { TrialColumns } from '../../columns/trial-columns';
import { readSearchSpace } from '../../space/search-space';
import { columnsOf, trial } from '../../test/samples';
import { valuedTrials } from '../values/valued-trials';
import { trialAxes, VALUE_KEY } from '../plane/trial-axes';
import { conditions, coveredUnits, filterBetween, type Filters, formatFilters, parseFilters, passing, topThreshold, topValues, withFilter } from './filters';

const SPACE = readSearchSpace({
  lr: { _type: 'loguniform', _value: [0.0001, 1] },
  optimizer: { _type: 'choice', _value: ['sgd', 'adam', 'rmsprop'] },
  value: { _type: 'uniform', _value: [0, 10] },
});

const CONFIGURATIONS: Configuration[] = [
  { lr: 0.001, optimizer: 'adam', value: 1 },
  { lr: 0.01, optimizer: 'sgd', value: 2 },
  { lr: 0.1, optimizer: 'rmsprop', value: 3 },
  { optimizer: 'adam', value: 4 },
];

const view = new TrialColumns(columnsOf(CONFIGURATIONS.map((configuration, number) => trial(number, { configuration, value: 0.5 + number / 10 })))).view();
const trials = valuedTrials(view, 'maximize', undefined);
const axes = trialAxes(view, trials, SPACE, 'value');

function lines(text: string, top = 100): number[] {
  return [...passing(axes, parseFilters(text), trials, top)].flatMap((passes, line) => (passes === 1 ? [line] : []));
}

function axis(key: string) {
  const found = axes.find((each) => each.key === key);
  if (found === undefined) throw new Error(key);
  return found;
}

describe('filters in the address', () => {
  it.each(['lr:0.001..0.1', 'lr:0.001..,_value:..0.9', 'optimizer:*adam*sgd', 'layer/units:16..64', 'loss:-2.5..-1e-7'])('should read %s as it was written', (text) => {
    expect(formatFilters(parseFilters(text))).toBe(text);
  });

  it('should survive names and words of any kind', () => {
    const filters: Filters = new Map([['a,b:c*d', { words: ['x*y', 'p,q:r', ''] }]]);
    expect(parseFilters(formatFilters(filters))).toEqual(filters);
  });

  it('should leave out what cannot be read', () => {
    expect([...parseFilters('lr:fast..slow,:1..2,plain,units:1..2..3,depth:2..').keys()]).toEqual(['depth']);
    expect(parseFilters('%E0:1..')).toEqual(new Map([['%E0', { low: 1 }]]));
    expect(formatFilters(parseFilters(undefined))).toBeUndefined();
  });
});

describe('passing', () => {
  it('should let everything pass without filters', () => {
    expect(lines('')).toEqual([0, 1, 2, 3]);
  });

  it('should take trials that lie in every filter; those without the parameter do not', () => {
    expect(lines('lr:0.01..')).toEqual([1, 2]);
    expect(lines('lr:0.01..,optimizer:*adam*sgd')).toEqual([1]);
    expect(lines(`optimizer:*adam,${VALUE_KEY}:0.7..`)).toEqual([3]);
  });

  it('should take the best part of all trials, at least one', () => {
    expect(lines('', 50)).toEqual([2, 3]);
    expect(lines('', 1)).toEqual([3]);
    expect(topThreshold({ ...trials, mode: 'minimize' }, 50)).toBeCloseTo(0.6);
    expect(topThreshold({ ...trials, values: new Float64Array(0) }, 1)).toBeUndefined();
    expect([...topValues(trials, 50)]).toEqual([0.7, 0.8]);
    expect(topValues(trials, 100)).toBe(trials.values);
  });

  it('should ignore filters of axes that are not there', () => {
    expect(lines('gone:1..2')).toEqual([0, 1, 2, 3]);
  });
});

describe('filterBetween', () => {
  it('should leave ends open that reach beyond the axis', () => {
    expect(filterBetween(axis('lr'), 0.5, 1)).toEqual({ low: 0.01 });
    expect(filterBetween(axis('lr'), 0.5, -0.1)).toEqual({ high: 0.01 });
    expect(filterBetween(axis('lr'), 0, 1)).toBeUndefined();
  });

  it('should take the words in between', () => {
    expect(filterBetween(axis('optimizer'), 0, 0.6)).toEqual({ words: ['sgd', 'adam'] });
    expect(filterBetween(axis('optimizer'), 0, 1)).toBeUndefined();
    expect(filterBetween(axis('optimizer'), 0.4, 0.45)).toEqual({ words: [] });
  });

  it('should cover what it lets pass', () => {
    expect(coveredUnits(axis('value'), { low: 2 })).toEqual([[0.2, 1]]);
    const words = coveredUnits(axis('optimizer'), { words: ['sgd', 'rmsprop'] });
    expect(words.flat().map((unit) => Math.round(unit * 3))).toEqual([0, 1, 2, 3]);
  });
});

describe('withFilter', () => {
  it('should drop what filters nothing', () => {
    const filters = parseFilters('lr:1..');
    expect(withFilter(filters, 'lr', {}).size).toBe(0);
    expect(withFilter(filters, 'lr', { words: [] }).size).toBe(0);
    expect(withFilter(filters, 'lr', undefined).size).toBe(0);
    expect(formatFilters(withFilter(filters, 'depth', { high: 3 }))).toBe('lr:1..,depth:..3');
  });
});

describe('conditions', () => {
  const of = (text: string, top = 100, metric?: string) => conditions(axes, parseFilters(text), trials, top, metric);

  it('should say the same to the table', () => {
    expect(of('lr:0.001..0.1')).toEqual(['lr>=0.001', 'lr<=0.1']);
    expect(of('optimizer:*adam')).toEqual(['optimizer=adam']);
    expect(of('optimizer:*adam*sgd')).toEqual(['optimizer!=rmsprop']);
    expect(of(`${VALUE_KEY}:0.6..`)).toEqual(['value>=0.6']);
    expect(of(`${VALUE_KEY}:0.6..`, 100, 'loss')).toEqual(['metric:loss>=0.6']);
    expect(of('', 50)).toEqual(['value>=0.7']);
  });

  it('should tell a parameter from a fact of the same name', () => {
    expect(of('value:2..')).toEqual(['parameter:value>=2']);
  });
});
