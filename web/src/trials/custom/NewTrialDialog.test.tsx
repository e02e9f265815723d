import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { ApiError } from '../../api/client';
import { navigate } from '../../app/router';
import { type FakeServices, fakeServices } from '../../test/fakes';
import { trial } from '../../test/samples';
import { PATH, trialsPage } from '../../test/trials-page';

describe('a new trial', () => {
  const SPACE = {
    lr: { _type: 'loguniform', _value: [0.001, 1] },
    depth: { _type: 'randint', _value: [1, 9] },
    layer: { _type: 'choice', _value: [{ _name: 'conv', filters: { _type: 'randint', _value: [4, 65] } }, { _name: 'dense', width: { _type: 'randint', _value: [16, 257] } }] },
  };
  const CONFIGURATION = { lr: 0.1, depth: 3, layer: { _name: 'conv', filters: 8 } };
  const BEST = { lr: 0.5, depth: 2, layer: { _name: 'dense', width: 100 } };

  beforeEach(() => navigate(PATH));

  async function dialog(button: string, services = fakeServices()) {
    services.api.configurationOf = { searchSpace: SPACE };
    await trialsPage({ best: { number: 0, value: 0.5, configuration: BEST } }, [trial(0, { configuration: BEST }), trial(1, { state: 'FAILED', configuration: CONFIGURATION })], services);
    const user = userEvent.setup();
    if (button !== 'New trial') await user.click(screen.getByRole('button', { name: 'Details of trial 1' }));
    await user.click(screen.getByRole('button', { name: button }));
    await screen.findByTestId('new-trial', {}, { timeout: 5000 });
    return { services, user };
  }
  const field = (name: string) => document.querySelector<HTMLElement>(`[data-parameter="${name}"]`);
  const input = (name: string) => field(name)?.querySelector<HTMLInputElement>('input[type="text"], select') ?? missingField(name);
  const missingField = (name: string): never => {
    throw new Error(`no field for ${name}`);
  };
  const queued = (services: FakeServices) => services.api.calls.filter((call) => call.startsWith('enqueue')).map((call) => JSON.parse(call.split(' ').slice(2).join(' ')) as unknown);

  it('should be the one that was opened, with changes, and be queued', async () => {
    const { services, user } = await dialog('Run with changes');
    expect([input('lr').value, input('depth').value, input('layer').value, input('layer/filters').value]).toEqual(['0.1', '3', '"conv"', '8']);
    expect(field('lr')?.textContent).toContain('0.001 to 1, log');
    await user.selectOptions(input('layer'), 'dense');
    expect(field('layer/filters')).toBeNull();
    await user.clear(input('layer/width'));
    await user.type(input('layer/width'), '77');
    await user.click(screen.getByRole('button', { name: 'Queue trial' }));
    expect(queued(services)).toEqual([[{ lr: 0.1, depth: 3, layer: { _name: 'dense', width: 77 } }]]);
    expect(within(screen.getByRole('dialog')).getByRole('status').textContent).toContain('The trial is queued. 1 configuration waits now');
    await user.click(screen.getByRole('button', { name: 'Done' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('should begin with the best', async () => {
    await dialog('New trial');
    expect([input('lr').value, input('layer').value, input('layer/width').value]).toEqual(['0.5', '"dense"', '100']);
  });

  it('should be set with a slider, on the scale of the parameter', async () => {
    await dialog('New trial');
    fireEvent.change(screen.getByRole('slider', { name: 'lr, slider' }), { target: { value: '200' } });
    expect(input('lr').value).toBe('0.03162');
  });

  it('should warn of what is outside the space, and not be sent while something is no number', async () => {
    const { services, user } = await dialog('New trial');
    const send = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Queue trial' });
    await user.clear(input('lr'));
    expect(field('lr')?.textContent).toContain('a number is missing');
    expect(send().disabled).toBe(true);
    await user.type(input('lr'), '20');
    expect(field('lr')?.textContent).toContain('outside the space: more than 1');
    expect(screen.getByRole('dialog').textContent).toContain('the server decides');
    services.api.failure = new ApiError(400, {
      code: 'CONFIG_INVALID',
      message: 'nothing was taken',
      details: [{ path: 'configurations[0].lr', message: '20 (expected: 0.001 to 1)' }, { path: 'configurations[0]', message: 'breaks the constraint lr * depth < 3' }],
    });
    await user.click(send());
    expect(within(field('lr') as HTMLElement).getByRole('alert').textContent).toBe('20 (expected: 0.001 to 1)');
    expect(screen.getByTestId('new-trial').textContent).toContain('breaks the constraint');
  });

  it('should be several at once', async () => {
    const { services, user } = await dialog('New trial');
    await user.click(screen.getByRole('button', { name: 'Add another' }));
    await user.clear(input('depth'));
    await user.type(input('depth'), '7');
    await user.click(screen.getByRole('button', { name: 'Queue 2 trials' }));
    expect(queued(services)).toEqual([[BEST, { ...BEST, depth: 7 }]]);
  });

  it('should be written as JSON, the same as in the form', async () => {
    const { services, user } = await dialog('New trial');
    await user.click(screen.getByRole('button', { name: 'JSON' }));
    const text = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Configurations as JSON' });
    expect(JSON.parse(text.value)).toEqual(BEST);
    fireEvent.change(text, { target: { value: '{"lr": ' } });
    expect(screen.getByRole('alert')).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Queue trial' }).disabled).toBe(true);
    fireEvent.change(text, { target: { value: JSON.stringify([CONFIGURATION, { ...CONFIGURATION, color: 'red' }]) } });
    expect(screen.getByTestId('new-trial').textContent).toContain('2: colorwarning: not in the space');
    await user.click(screen.getByRole('button', { name: 'Queue 2 trials' }));
    expect(queued(services)).toEqual([[CONFIGURATION, { ...CONFIGURATION, color: 'red' }]]);
  });
});
