// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeStreams, problem } from '../test/fakes';
import { change } from '../test/samples';
import { Feed, type FeedTarget } from './feed';

function opened(load: () => Promise<void> = () => Promise.resolve()) {
  const events: string[] = [];
  const streams = new FakeStreams();
  const target: FeedTarget = {
    begin: () => events.push('begin'),
    load: async (signal) => {
      events.push('load');
      await load();
      events.push(signal.aborted ? 'aborted' : 'loaded');
    },
    failed: (failure) => events.push(`failed ${failure.status}`),
    apply: (changes) => events.push(`apply ${changes.map((each) => each.position).join(' ')}`),
    status: (status) => events.push(status),
    refused: () => events.push('refused'),
  };
  const feed = new Feed(undefined, target, streams.create);
  feed.open();
  return { events, streams, feed };
}

const settled = () => vi.advanceTimersByTimeAsync(50);

describe('Feed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should load only when the stream has begun', async () => {
    const { events, streams } = opened();
    await settled();
    expect(events).toEqual(['connecting']);
    streams.latest.hello(5);
    streams.latest.send(change(6));
    streams.latest.send(change(7));
    await settled();
    expect(events).toEqual(['connecting', 'live', 'begin', 'load', 'loaded', 'apply 6 7']);
  });

  it('should load without the stream if it says nothing', async () => {
    const { events } = opened();
    await vi.advanceTimersByTimeAsync(3100);
    expect(events).toEqual(['connecting', 'begin', 'load', 'loaded']);
  });

  it('should load again after a gap, and drop the load that was on its way', async () => {
    let finish: () => void = () => undefined;
    const { events, streams } = opened(() => new Promise((resolve) => (finish = resolve)));
    streams.latest.hello(5);
    const first = finish;
    streams.latest.hello(9);
    first();
    finish();
    await settled();
    expect(events.filter((event) => event === 'load')).toHaveLength(2);
    expect(events.slice(-2)).toEqual(['aborted', 'loaded']);
  });

  it('should load again until the server answers', async () => {
    let attempts = 0;
    const { events, streams } = opened(() => (++attempts < 3 ? Promise.reject(problem(0, 'away')) : Promise.resolve()));
    streams.latest.hello(5);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(events.slice(3)).toEqual(['load', 'failed 0', 'load', 'failed 0', 'load', 'loaded']);
  });

  it('should give up on what does not exist', async () => {
    const { events, streams } = opened(() => Promise.reject(problem(404, 'no experiment')));
    streams.latest.refused();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(events).toEqual(['connecting', 'reconnecting', 'refused', 'begin', 'load', 'failed 404', 'closed']);
    expect(streams.opened).toHaveLength(1);
  });

  it('should do nothing after it was closed', async () => {
    const { events, streams, feed } = opened();
    streams.latest.hello(5);
    streams.latest.send(change(6));
    feed.close();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(events).not.toContain('apply 6');
    expect(streams.latest.closed).toBe(true);
  });
});
