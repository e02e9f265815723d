import { describe, expect, it, vi } from 'vitest';
import { ApiError, HttpApi } from './client';

function answering(response: Response | Error) {
  const fetched = vi.fn<typeof fetch>(() => (response instanceof Error ? Promise.reject(response) : Promise.resolve(response)));
  vi.stubGlobal('fetch', fetched);
  const unauthorized = vi.fn();
  return { api: new HttpApi(unauthorized), fetched, unauthorized };
}

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });

describe('HttpApi', () => {
  it('should ask for a page of trials with everything that is wanted of it, and nothing else', async () => {
    const { api, fetched } = answering(json(200, { asOf: 1, total: 0, offset: 200, trials: [] }));
    await api.trials('a/b', {
      states: ['FAILED', 'RUNNING'],
      where: ['lr<0.1', 'layer/units>=8'],
      search: 'ü&',
      sort: '-parameter:lr',
      offset: 200,
      limit: 100,
      at: Date.UTC(2026, 2, 1, 10, 0, 0, 5),
    });
    const url = new URL(fetched.mock.calls[0]?.[0] as string, 'http://server');
    expect(url.pathname).toBe('/api/v1/experiments/a%2Fb/trials');
    expect([...url.searchParams]).toEqual([
      ['state', 'FAILED'],
      ['state', 'RUNNING'],
      ['where', 'lr<0.1'],
      ['where', 'layer/units>=8'],
      ['search', 'ü&'],
      ['sort', '-parameter:lr'],
      ['offset', '200'],
      ['limit', '100'],
      ['asOf', '2026-03-01T10:00:00.005999999Z'],
    ]);
  });

  it('should send a configuration as it was written', async () => {
    const { api, fetched } = answering(json(201, {}));
    await api.createExperiment({ text: 'trialCommand: "true"', type: 'yaml', base: '/code' });
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/experiments?base=%2Fcode');
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', headers: { 'Content-Type': 'application/yaml' }, body: 'trialCommand: "true"' });
  });

  it('should send a new limit only when there is one', async () => {
    const { api, fetched } = answering(json(202, {}));
    await api.resumeExperiment('x', 50);
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"maxTrialNumber":50}' });
  });

  it('should name the trials to be tried again', async () => {
    const { api, fetched } = answering(json(202, { trials: [3, 4] }));
    await expect(api.retryTrials('x', [3, 4])).resolves.toEqual([3, 4]);
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/v1/experiments/x/retry');
    expect(fetched.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"trials":[3,4]}' });
  });

  it('should carry the message and code of an error answer', async () => {
    const { api } = answering(json(409, { code: 'ALREADY_STOPPED', message: 'it is stopped', details: [{ message: 'x' }] }));
    const error = await api.stopExperiment('x').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 409, code: 'ALREADY_STOPPED', message: 'it is stopped', details: [{ message: 'x' }] });
  });

  it('should survive an error page of a proxy', async () => {
    const { api } = answering(new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    await expect(api.server()).rejects.toMatchObject({ status: 502, message: 'The server answered 502 Bad Gateway' });
  });

  it('should say when a token is wanted', async () => {
    const { api, unauthorized } = answering(json(401, { code: 'TOKEN', message: 'token', details: [] }));
    await expect(api.server()).rejects.toMatchObject({ status: 401 });
    expect(unauthorized).toHaveBeenCalledOnce();
  });

  it('should tell a server that does not answer from one that refuses', async () => {
    const { api, unauthorized } = answering(new TypeError('Failed to fetch'));
    await expect(api.server()).rejects.toMatchObject({ status: 0, code: 'UNREACHABLE' });
    expect(unauthorized).not.toHaveBeenCalled();
  });
});
