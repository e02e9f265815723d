import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeServices } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { experiment } from '../test/samples';
import { App } from './App';
import { navigate } from './router';
import { TokenForm } from './TokenForm';

describe('App', () => {
  beforeEach(() => navigate('/'));

  it('should lead from the list to an experiment and back, with one stream at a time', async () => {
    const services = fakeServices();
    services.api.all = [experiment()];
    await renderWith(<App />, services);
    await settle(() => services.streams.latest.hello(1));
    await userEvent.setup().click(screen.getByRole('link', { name: 'digits' }));
    expect(window.location.pathname).toBe('/experiments/q3kx9abd');
    // The page is fetched first.
    await waitFor(() => expect(services.streams.opened.map((source) => source.closed)).toEqual([true, false]), { timeout: 20_000 });
    expect(services.streams.latest.url).toBe('/api/v1/events?experiment=q3kx9abd');
    await settle(() => services.streams.latest.hello(1));
    await userEvent.setup().click(screen.getByRole('link', { name: 'Experiments' }));
    await settle();
    expect(window.location.pathname).toBe('/');
    expect(services.streams.opened.map((source) => source.closed)).toEqual([true, true, false]);
  });

  it('should say when an address leads nowhere', async () => {
    navigate('/nowhere');
    await renderWith(<App />);
    expect(screen.getByText('There is no such page')).toBeDefined();
  });

  it('should ask for the token when the server wants it', async () => {
    const services = fakeServices();
    await renderWith(<App />, services);
    await settle(() => services.tokenNeeded.set(true));
    expect(screen.getByText('This server wants its token')).toBeDefined();
    expect(services.streams.latest.closed).toBe(true);
  });
});

describe('TokenForm', () => {
  beforeEach(() => navigate('/experiments/x'));

  const submit = async (status: number) => {
    const fetched = vi.fn<typeof fetch>(() => Promise.resolve(new Response('{}', { status })));
    vi.stubGlobal('fetch', fetched);
    const load = vi.fn();
    await renderWith(<TokenForm load={load} />);
    const user = userEvent.setup();
    await user.type(screen.getByPlaceholderText('Token'), 'a b');
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    await settle();
    return { fetched, load };
  };

  it('should load the page with a token that is accepted, so that the server sets its cookie', async () => {
    const { fetched, load } = await submit(200);
    expect(fetched).toHaveBeenCalledWith('/api/v1/server?token=a%20b');
    expect(load).toHaveBeenCalledWith('/experiments/x?token=a%20b');
  });

  it('should say when the token is wrong', async () => {
    const { load } = await submit(401);
    expect(load).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toBe('The server does not know this token.');
  });
});
