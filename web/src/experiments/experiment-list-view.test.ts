import { describe, expect, it } from 'vitest';
import { experiment } from '../test/samples';
import { formatOrder, nextOrder, parseGroups, parseOrder, searched, sorted, stateGroup } from './experiment-list-view';

const view = (id: string, given: Parameters<typeof experiment>[0] = {}) => ({ experiment: experiment({ id, name: null, ...given }), receivedAt: 0 });
const ids = (views: readonly ReturnType<typeof view>[]) => views.map(({ experiment: { id } }) => id).join(' ');
const best = (value: number) => ({ best: { number: 0, value, configuration: {} } });
const counts = (succeeded: number) => ({ total: succeeded, waiting: 0, running: 0, succeeded, failed: 0, canceled: 0, earlyStopped: 0 });

describe('sorted', () => {
  it.each([
    ['best', [view('a', best(3)), view('b'), view('c', best(20))], 'a c b', 'c a b'],
    ['name', [view('run 10'), view('Run 9'), view('other')], 'other Run 9 run 10', 'run 10 Run 9 other'],
    ['progress', [view('a', { counts: counts(3), maxTrialNumber: 4 }), view('b', { counts: counts(9), maxTrialNumber: null }), view('c', { counts: counts(5), maxTrialNumber: 50 })], 'c a b', 'a c b'],
    ['duration', [view('a', { runSeconds: 70, state: 'DONE' }), view('b', { runSeconds: 65 })], 'a b', 'b a'],
    ['state', [view('a', { state: 'STOPPED' }), view('b', { state: 'NO_MORE_TRIAL' }), view('c', { state: 'ERROR' })], 'b c a', 'a c b'],
  ] as const)('should order by %s, what has none last', (column, views, ascending, descending) => {
    expect(ids(sorted(views, { column, descending: false }, 10_000))).toBe(ascending);
    expect(ids(sorted(views, { column, descending: true }, 10_000))).toBe(descending);
  });

  it('should leave equal ones in their order', () => {
    const views = [view('new'), view('old'), view('older')];
    expect(ids(sorted(views, { column: 'tuner', descending: true }, 0))).toBe('new old older');
  });
});

describe('searched', () => {
  const views = [view('q1', { name: 'Digits small' }), view('q2', { tuner: 'GP', assessor: 'Medianstop' }), view('q3', { reason: 'the disk is full' })];

  it.each([
    ['', 'q1 q2 q3'],
    ['DIGITS', 'q1'],
    ['small dig', 'q1'],
    ['median gp', 'q2'],
    ['disk', 'q3'],
    ['q2', 'q2'],
    ['digits gp', ''],
  ])('should find with "%s": %s', (search, expected) => {
    expect(ids(searched(views, search))).toBe(expected);
  });
});

describe('order in the address', () => {
  it('should be read as it was written', () => {
    for (const text of ['best', '-best', 'created', '-name']) expect(formatOrder(parseOrder(text))).toBe(text);
  });

  it('should not be written when it is the default', () => {
    expect(formatOrder(parseOrder(undefined))).toBeUndefined();
    expect(parseOrder('-nonsense')).toEqual({ column: 'created', descending: true });
  });

  it('should turn with a second click on a column', () => {
    const first = nextOrder(parseOrder(undefined), 'name');
    expect(first).toEqual({ column: 'name', descending: false });
    expect(nextOrder(first, 'name')).toEqual({ column: 'name', descending: true });
  });
});

describe('groups of states', () => {
  it('should be told apart', () => {
    expect(stateGroup(experiment({ state: 'STOPPING' }))).toBe('running');
    expect(stateGroup(experiment({ state: 'PAUSED' }))).toBe('held');
  });

  it('should be read from the address, without those that do not exist', () => {
    expect([...parseGroups('failed,nonsense,running')]).toEqual(['running', 'failed']);
    expect([...parseGroups(undefined)]).toEqual([]);
  });
});
