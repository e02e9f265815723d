import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeStreams } from '../test/fakes';
import { change } from '../test/samples';
import { ChangeStream } from './change-stream';

const streams = () => {
  const fake = new FakeStreams();
  const listener = { hello: vi.fn(), change: vi.fn(), status: vi.fn(), refused: vi.fn() };
  const stream = new ChangeStream('ab c', listener, fake.create);
  stream.open();
  return { fake, listener, stream };
};

describe('ChangeStream', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('should ask for the changes of its experiment', () => {
    expect(streams().fake.latest.url).toBe('/api/v1/events?experiment=ab%20c');
  });

  it('should tell where the stream begins, then hand over changes', () => {
    const { fake, listener } = streams();
    fake.latest.hello(41);
    fake.latest.send(change(42));
    expect(listener.hello).toHaveBeenCalledWith(41);
    expect(listener.change).toHaveBeenCalledWith(change(42));
    expect(listener.status).toHaveBeenLastCalledWith('live');
  });

  it('should not hand over what is older than what came before', () => {
    const { fake, listener } = streams();
    fake.latest.hello(41);
    fake.latest.send(change(50));
    fake.latest.send(change(49));
    expect(listener.change).toHaveBeenCalledTimes(1);
  });

  it('should leave a lost connection to the browser, which sends the last position', () => {
    const { fake, listener } = streams();
    fake.latest.hello(41);
    fake.latest.lost();
    expect(listener.status).toHaveBeenLastCalledWith('reconnecting');
    vi.advanceTimersByTime(60_000);
    expect(fake.opened).toHaveLength(1);
    fake.latest.reopened();
    fake.latest.send(change(42));
    expect(listener.status).toHaveBeenLastCalledWith('live');
    expect(listener.hello).toHaveBeenCalledTimes(1);
    expect(listener.change).toHaveBeenCalledTimes(1);
    expect(listener.refused).not.toHaveBeenCalled();
  });

  it('should open a new stream where the browser gives up', () => {
    const { fake, listener } = streams();
    fake.latest.hello(41);
    fake.latest.refused();
    expect(listener.refused).toHaveBeenCalledOnce();
    vi.advanceTimersByTime(2000);
    expect(fake.opened).toHaveLength(2);
    // A server with another log may begin at a lower position.
    fake.latest.hello(3);
    fake.latest.send(change(4));
    expect(listener.hello).toHaveBeenLastCalledWith(3);
    expect(listener.change).toHaveBeenCalledWith(change(4));
  });

  it('should stay closed', () => {
    const { fake, stream } = streams();
    fake.latest.refused();
    stream.close();
    vi.advanceTimersByTime(60_000);
    expect(fake.opened).toHaveLength(1);
    expect(fake.latest.closed).toBe(true);
  });
});
