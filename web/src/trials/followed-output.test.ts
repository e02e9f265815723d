import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TrialOutput } from '../api/types';
import { problem } from '../test/fakes';
import { FollowedOutput } from './followed-output';

/** A file that grows; at most `limit` characters are given at once, the last ones at first. */
function file(limit = 100) {
  let content: string | undefined = '';
  const asked: (number | undefined)[] = [];
  const fetch = async (from: number | undefined): Promise<TrialOutput> => {
    asked.push(from);
    await Promise.resolve();
    if (content === undefined) throw problem(404, 'there is no stdout');
    const begin = Math.min(from ?? Math.max(0, content.length - limit), content.length);
    const text = content.slice(begin, begin + limit);
    return { attempt: 1, stream: 'stdout', path: '/data/stdout', size: content.length, from: begin, next: begin + text.length, text };
  };
  return { fetch, asked, write: (text: string) => (content = (content ?? '') + text), replace: (text: string | undefined) => (content = text) };
}

const later = (millis: number) => vi.advanceTimersByTimeAsync(millis);

describe('FollowedOutput', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should begin with the end and go on with what comes, all of it', async () => {
    const { fetch, write, asked } = file(10);
    write('0123456789abcde');
    const output = new FollowedOutput(fetch);
    const stop = output.follow();
    await later(0);
    expect(output.snapshot.get()).toMatchObject({ status: 'loaded', text: '56789abcde', whole: false, size: 15 });
    write('fghijklmnopqrstuvwxyz');
    await later(1000);
    expect(output.snapshot.get().text).toBe('56789abcdefghijklmnopqrstuvwxyz');
    expect(asked).toEqual([undefined, 15, 25, 35]);
    stop();
    write('!');
    await later(5000);
    expect(output.snapshot.get().text).not.toContain('!');
    await output.read();
    expect(output.snapshot.get().text).toContain('z!');
  });

  it('should tell nobody while nothing comes', async () => {
    const { fetch, write } = file();
    write('a');
    const output = new FollowedOutput(fetch);
    const stop = output.follow();
    await later(0);
    const before = output.snapshot.get();
    await later(5000);
    expect(output.snapshot.get()).toBe(before);
    stop();
  });

  it('should wait for a file that is not there yet', async () => {
    const { fetch, replace } = file();
    replace(undefined);
    const output = new FollowedOutput(fetch);
    const stop = output.follow();
    await later(0);
    expect(output.snapshot.get()).toMatchObject({ status: 'absent', message: 'there is no stdout' });
    replace('here');
    await later(1000);
    expect(output.snapshot.get()).toMatchObject({ status: 'loaded', text: 'here', whole: true });
    stop();
  });

  it('should begin anew when the file was emptied', async () => {
    const { fetch, write, replace } = file();
    write('long before');
    const output = new FollowedOutput(fetch);
    const stop = output.follow();
    await later(0);
    replace('new');
    await later(1000);
    expect(output.snapshot.get().text).toBe('new');
    stop();
  });

  it('should keep the end of a long output, begun at a line', async () => {
    const { fetch, write } = file(100_000);
    const output = new FollowedOutput(fetch);
    const stop = output.follow();
    await later(0);
    write('x'.repeat(50) + '\n');
    write(('y'.repeat(99) + '\n').repeat(4000));
    await later(1000);
    const { text, whole } = output.snapshot.get();
    expect(text.length).toBeLessThanOrEqual(256 * 1024);
    expect(text.length).toBeGreaterThan(255 * 1024);
    expect(text.startsWith('yyy')).toBe(true);
    expect(whole).toBe(false);
    stop();
  });
});
