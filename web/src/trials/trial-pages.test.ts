import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Trial, TrialState } from '../api/types';
import { FakeApi, problem } from '../test/fakes';
import { seededRandom } from '../test/random';
import { change, trial } from '../test/samples';
import { selectTrials } from '../test/select-trials';
import { ChangesOfTrials } from './changes-of-trials';
import { TrialPages, type WantedTrials } from './trial-pages';

const NEWEST: WantedTrials = { sort: '-number' };

/** An answer that comes when the test says so. */
interface Pending {
  query: { sort?: string; offset?: number; at?: number };
  answer: () => void;
  fail: (status: number) => void;
  aborted: () => boolean;
}

function setup(count: number) {
  const api = new FakeApi();
  api.trialsOf = Array.from({ length: count }, (_, number) => trial(number, { value: number % 7, createdAt: new Date(number * 1000).toISOString() }));
  const changes = new ChangesOfTrials();
  const pages = new TrialPages(api, 'q3kx9abd');
  pages.follow(changes);
  const tell = (...trials: Trial[]) => {
    for (const each of trials) {
      const index = api.trialsOf.findIndex(({ number }) => number === each.number);
      if (index < 0) api.trialsOf = [...api.trialsOf, each];
      else api.trialsOf = api.trialsOf.with(index, each);
    }
    changes.apply(trials.map((each) => change(1, { trial: each })));
  };
  const shown = (first = 0, end = 5) => {
    const { rows } = pages.snapshot.get();
    return Array.from({ length: Math.max(0, Math.min(end, rows?.total ?? 0) - first) }, (_, index) => rows?.at(first + index)?.number);
  };
  const asked = () => api.calls.filter((call) => call.startsWith('trials')).length;
  return { api, changes, pages, tell, shown, asked };
}

/** Lets the test decide when and whether answers come; they say what was so when they were asked. */
function holdAnswers(api: FakeApi): Pending[] {
  const pending: Pending[] = [];
  api.trials = (_id, query, ...rest: AbortSignal[]) =>
    new Promise((resolve, reject) => {
      const [signal] = rest;
      const { offset = 0, limit = 100 } = query;
      const wanted = selectTrials(api.trialsOf, query);
      const page = { asOf: 1, total: wanted.length, offset, trials: wanted.slice(offset, offset + limit) };
      signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      pending.push({
        query,
        answer: () => resolve(page),
        fail: (status) => reject(problem(status, `refused ${status}`)),
        aborted: () => signal?.aborted === true,
      });
    });
  return pending;
}

const settled = () => vi.advanceTimersByTimeAsync(0);

async function answerAll(pending: readonly Pending[]): Promise<void> {
  for (const each of pending) each.answer();
  await settled();
}

describe('TrialPages', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should fetch the pages in sight, and others when they come in sight', async () => {
    const { pages, shown, asked } = setup(1000);
    pages.look(0, 30);
    pages.want(NEWEST);
    await settled();
    expect(pages.snapshot.get().rows?.total).toBe(1000);
    expect(shown()).toEqual([999, 998, 997, 996, 995]);
    expect(asked()).toBe(1);
    pages.look(500, 530);
    expect(shown(500, 503)).toEqual([undefined, undefined, undefined]);
    await settled();
    expect(shown(500, 503)).toEqual([499, 498, 497]);
    expect(asked()).toBe(2);
    pages.look(505, 535);
    await settled();
    expect(asked()).toBe(2);
  });

  it('should extend the rows by new trials without asking, in either direction', async () => {
    for (const [sort, first, last] of [['number', 0, 250], ['-number', 250, 0]] as const) {
      const { pages, tell, asked } = setup(250);
      pages.want({ sort });
      await settled();
      const before = asked();
      tell(trial(250), trial(251));
      await vi.advanceTimersByTimeAsync(5000);
      const { rows } = pages.snapshot.get();
      expect(rows?.total).toBe(252);
      expect(rows?.at(sort === 'number' ? 251 : 0)?.number).toBe(251);
      expect([rows?.rowOf(0), rows?.rowOf(250)]).toEqual(sort === 'number' ? [first, last] : [251, 1]);
      expect(asked()).toBe(before);
    }
  });

  it('should change rows at once, also while they are being fetched', async () => {
    const { api, pages, tell } = setup(5);
    const pending = holdAnswers(api);
    pages.want(NEWEST);
    tell(trial(3, { value: 42 }));
    pending[0]?.answer();
    await settled();
    expect(pages.snapshot.get().rows?.at(1)?.value).toBe(42);
    tell(trial(3, { value: 43 }));
    expect(pages.snapshot.get().rows?.at(1)?.value).toBe(43);
    expect(pending).toHaveLength(1);
  });

  it('should fetch anew when the order may have changed, at most once a second, and show the old rows until then', async () => {
    const { pages, tell, shown, asked } = setup(10);
    pages.want({ sort: '-value' });
    await settled();
    expect(shown(0, 3)).toEqual([6, 5, 4]);
    await vi.advanceTimersByTimeAsync(3000);
    expect(asked()).toBe(1);
    tell(trial(0, { value: 100 }));
    await settled();
    expect(asked()).toBe(2);
    expect(shown(0, 3)).toEqual([0, 6, 5]);
    for (let i = 0; i < 20; i++) {
      tell(trial(1, { value: 200 + i }));
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(asked()).toBe(3);
    expect(shown(0, 2)).toEqual([1, 0]);
  });

  it('should not fetch anew for a change that moves nothing', async () => {
    const { pages, tell, asked } = setup(10);
    pages.want({ sort: '-value' });
    await settled();
    tell(trial(3, { value: 3, reportCount: 7, latest: 0.1 }));
    await vi.advanceTimersByTimeAsync(3000);
    expect(asked()).toBe(1);
  });

  it('should show the rows of the newest wish, abort others, and keep the old ones until then', async () => {
    const { api, pages, shown } = setup(10);
    pages.want(NEWEST);
    await settled();
    const pending = holdAnswers(api);
    pages.want({ sort: 'number' });
    pages.want({ sort: '-value' });
    expect(pending.map((each) => each.aborted())).toEqual([true, false]);
    expect(shown(0, 2)).toEqual([9, 8]);
    pending[1]?.answer();
    await settled();
    expect(shown(0, 2)).toEqual([6, 5]);
  });

  it('should stay where the reader is when other numbers are wanted', async () => {
    const { pages, shown } = setup(1000);
    pages.want({ sort: '-value' });
    await settled();
    pages.look(500, 530);
    await settled();
    pages.want({ sort: '-value', metrics: ['loss'] });
    await settled();
    expect(pages.snapshot.get().rows?.wanted.metrics).toEqual(['loss']);
    expect(shown(500, 530)).not.toContain(undefined);
  });

  it('should follow a slider: one request on its way, shown when it comes, then the newest moment', async () => {
    const { api, pages } = setup(300);
    pages.want(NEWEST);
    await settled();
    const pending = holdAnswers(api);
    const total = () => pages.snapshot.get().rows?.total;
    for (const at of [200_000, 150_000, 100_000, 50_000]) pages.want({ ...NEWEST, at });
    expect(pending.map(({ query }) => query.at)).toEqual([200_000]);
    pending[0]?.answer();
    await settled();
    // Other rows of the moment than those of now are in sight; they are fetched, too.
    for (let round = 0; round < 3 && total() === 300; round++) await answerAll(pending);
    expect(total()).toBe(201);
    for (let round = 0; round < 3 && total() === 201; round++) await answerAll(pending);
    expect(total()).toBe(51);
    expect(pages.snapshot.get().rows?.at(0)?.number).toBe(50);
    expect(pending.every(({ query }) => query.at !== 150_000 && query.at !== 100_000)).toBe(true);
  });

  it('should leave the past alone when trials change', async () => {
    const { pages, tell, asked } = setup(10);
    pages.want({ ...NEWEST, at: 5000 });
    await settled();
    tell(trial(3, { value: 42 }), trial(10));
    await vi.advanceTimersByTimeAsync(3000);
    expect(pages.snapshot.get().rows?.total).toBe(6);
    expect(pages.snapshot.get().rows?.at(2)?.value).toBe(3);
    expect(asked()).toBe(1);
  });

  it('should say what was refused, keep the rows, and show what is wanted next', async () => {
    const { api, pages, shown } = setup(10);
    pages.want(NEWEST);
    await settled();
    api.refusedWhere = problem(400, 'lr<: a value is missing');
    pages.want({ ...NEWEST, where: ['lr<'] });
    await settled();
    expect(pages.snapshot.get().problem?.message).toBe('lr<: a value is missing');
    expect(shown(0, 2)).toEqual([9, 8]);
    pages.want(NEWEST);
    await settled();
    expect(pages.snapshot.get().problem).toBeUndefined();
  });

  it('should ask again after a while when the server does not answer', async () => {
    const { api, pages, shown } = setup(3);
    api.failure = problem(0, 'away');
    pages.want(NEWEST);
    await settled();
    expect(shown()).toEqual([]);
    api.failure = undefined;
    await vi.advanceTimersByTimeAsync(2000);
    expect(shown()).toEqual([2, 1, 0]);
  });

  it('should fetch everything anew when the stream begins anew', async () => {
    const { api, changes, pages, shown } = setup(3);
    pages.want(NEWEST);
    await settled();
    api.trialsOf = [...api.trialsOf, trial(3)];
    changes.begin();
    await settled();
    expect(shown(0, 2)).toEqual([3, 2]);
  });

  it('should show what the server has, whatever happens in whatever order', async () => {
    const random = seededRandom();
    const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
    const { api, changes, pages, tell } = setup(150);
    const pending = holdAnswers(api);
    const sorts = ['number', '-number', 'value', '-value'];
    const filters: TrialState[][] = [[], ['SUCCEEDED'], ['RUNNING', 'FAILED']];
    let wanted: WantedTrials = NEWEST;
    let sight: [number, number] = [0, 30];
    for (let step = 0; step < 400; step++) {
      const dice = random();
      if (dice < 0.35) {
        const number = random() < 0.3 ? api.trialsOf.length : Math.floor(random() * api.trialsOf.length);
        tell(trial(number, { state: pick(['RUNNING', 'SUCCEEDED', 'FAILED']), value: Math.floor(random() * 9) }));
      } else if (dice < 0.65) pending.splice(Math.floor(random() * pending.length), 1)[0]?.answer();
      else if (dice < 0.7) pending.shift()?.fail(0);
      else if (dice < 0.73) changes.begin();
      else if (dice < 0.8) pages.want((wanted = { sort: pick(sorts), states: pick(filters) }));
      else if (dice < 0.9) pages.look(...(sight = pick([[0, 30], [60, 90], [90, 130], [140, 170]])));
      else await vi.advanceTimersByTimeAsync(Math.floor(random() * 700));
      await settled();
    }
    // Another order begins at the top; a table says then what is in sight.
    pages.look(...sight);
    for (let round = 0; round < 30; round++) {
      for (const each of pending.splice(0)) each.answer();
      await vi.advanceTimersByTimeAsync(1500);
    }
    const { rows } = pages.snapshot.get();
    const expected = selectTrials(api.trialsOf, wanted);
    expect(rows?.total).toBe(expected.length);
    const numbers = (trials: readonly (Trial | undefined)[]) => trials.map((each) => each && `${each.number} ${each.state} ${each.value}`);
    const inSight = Array.from({ length: Math.max(0, Math.min(sight[1], expected.length) - sight[0]) }, (_, index) => rows?.at(sight[0] + index));
    expect(numbers(inSight)).toEqual(numbers(expected.slice(...sight)));
  });
});
