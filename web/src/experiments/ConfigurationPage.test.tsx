import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { navigate } from '../app/router';
import { type FakeServices, fakeServices, problem } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { change, experiment } from '../test/samples';
import { ExperimentPage } from './ExperimentPage';

const SPACE = {
  lr: { _type: 'loguniform', _value: [0.001, 1] },
  net: { _type: 'choice', _value: [{ _name: 'deep', depth: { _type: 'randint', _value: [2, 4] } }, { _name: 'flat' }] },
};
const CONFIGURATION = { experimentName: 'digits', searchSpace: SPACE, trialCommand: 'python3 "my file".py', assessor: null };

async function page(services: FakeServices = fakeServices()) {
  const counts = { total: 7, waiting: 0, running: 0, succeeded: 7, failed: 0, canceled: 0, earlyStopped: 0 };
  services.api.all = [experiment({ counts })];
  services.api.configurationOf = CONFIGURATION;
  await renderWith(<ExperimentPage id="q3kx9abd" tab="configuration" />, services);
  await settle(() => services.streams.latest.hello(1));
  return { services, user: userEvent.setup() };
}

const asked = ({ api }: FakeServices, what: string) => api.calls.filter((call) => call.startsWith(what));
const editor = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Search space as JSON' });

async function edit(user: ReturnType<typeof userEvent.setup>, from: string, to: string) {
  await user.click(screen.getByRole('button', { name: 'Edit' }));
  fireEvent.change(editor(), { target: { value: editor().value.replace(from, to) } });
  await user.click(screen.getByRole('button', { name: 'Change the space' }));
  await settle();
}

describe('ConfigurationPage', () => {
  beforeEach(() => navigate('/experiments/q3kx9abd/configuration'));

  it('should show the search space as a table', async () => {
    await page();
    const rows = within(screen.getByRole('region', { name: 'Search space' })).getAllByRole('row').slice(1);
    expect(rows.map((row) => row.textContent)).toEqual(['lr0.001 to 1numberlog scale', 'netdeepflatchoice', 'depthwith net = deep2 to 3whole number']);
    expect(screen.getByText('3 parameters')).toBeDefined();
  });

  it('should show the complete configuration as YAML', async () => {
    await page();
    expect(parse(screen.getByLabelText('Configuration as YAML').textContent)).toEqual(CONFIGURATION);
  });

  it('should copy it, and save it as a file', async () => {
    const { user } = await page();
    vi.stubGlobal('isSecureContext', true);
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(screen.getByRole('button', { name: 'Copy the configuration' }));
    expect(parse(written.mock.calls[0]?.[0] ?? '')).toEqual(CONFIGURATION);
    const saved: { name: string; blob: Blob }[] = [];
    let blob: Blob | undefined;
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: (given: Blob) => ((blob = given), 'blob:x'), revokeObjectURL: () => undefined }));
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      if (blob !== undefined) saved.push({ name: this.download, blob });
    });
    await user.click(screen.getByRole('button', { name: 'YAML' }));
    await user.click(screen.getByRole('button', { name: 'JSON' }));
    expect(saved.map(({ name }) => name)).toEqual(['q3kx9abd.yaml', 'q3kx9abd.json']);
    expect(saved.map((each) => each.blob.type)).toEqual(['application/yaml', 'application/json']);
  });

  it('should change the search space, and show the new one', async () => {
    const { services, user } = await page();
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    expect(screen.getByRole('dialog').textContent).toContain('TPE is made anew for the new space and told the 7 recorded trials');
    expect(JSON.parse(editor().value)).toEqual(SPACE);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Change the space' }).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    await edit(user, '[0.001, 1]', '[0.01, 0.5]');
    const changed = { ...SPACE, lr: { _type: 'loguniform', _value: [0.01, 0.5] } };
    expect(asked(services, 'update')).toEqual([`update q3kx9abd ${JSON.stringify({ searchSpace: changed })}`]);
    expect(screen.queryByRole('dialog')).toBeNull();
    services.api.configurationOf = { ...CONFIGURATION, searchSpace: changed };
    await settle(() => services.streams.latest.send(change(2, { type: 'experiment.searchSpaceChanged', experiment: experiment() })));
    await settle();
    expect(screen.getByText('0.01 to 0.5')).toBeDefined();
  });

  it('should show what the server says is wrong at its lines', async () => {
    const { services, user } = await page();
    services.api.failure = problem(400, 'nothing was changed', [
      { path: 'searchSpace.net._value[0].depth._value', line: 1, message: '[9, 4] (expected: low < high)' },
      { path: 'tuner', message: 'cannot search this' },
    ]);
    await edit(user, '[2, 4]', '[9, 4]');
    const items = within(screen.getByRole('alert')).getAllByRole('listitem');
    expect(items.map((item) => item.textContent)).toEqual(['line 6net._value[0].depth._value[9, 4] (expected: low < high)', 'tunercannot search this']);
    await user.click(screen.getByRole('button', { name: 'line 6' }));
    expect(editor().value.slice(editor().selectionStart, editor().selectionEnd)).toContain('[9, 4]');
  });

  it('should not send what is no JSON, or no object', async () => {
    const { services, user } = await page();
    await edit(user, '"_type": "loguniform",', '"_type": "loguniform"');
    expect(screen.getByRole('alert').textContent).toContain('line 2');
    fireEvent.change(editor(), { target: { value: '[]' } });
    await user.click(screen.getByRole('button', { name: 'Change the space' }));
    expect(screen.getByRole('alert').textContent).toContain('An object with parameters by name is expected.');
    expect(asked(services, 'update')).toEqual([]);
  });

  it('should not be changed in the past', async () => {
    navigate('/experiments/q3kx9abd/configuration?at=2026-03-01T10:00:05.000Z');
    await page();
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
    expect(screen.getAllByText('as it is now')).toHaveLength(2);
  });

  it('should not be changed by a server that only shows', async () => {
    const services = fakeServices();
    services.api.mode = 'view';
    await page(services);
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });
});
