import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { navigate } from '../app/router';
import { type FakeServices, fakeServices, problem } from '../test/fakes';
import { renderWith, settle } from '../test/render';
import { experiment } from '../test/samples';
import { ExperimentListPage } from './ExperimentListPage';

const TEXT = 'maxTrialNumber: -1\ntuner: {name: TPX}\n';
const PROBLEMS = problem(400, 'the configuration has 2 problems', [
  { path: 'tuner.name', line: 2, message: "unknown tuner 'TPX'" },
  { path: 'trialCommand', message: 'missing' },
]);

async function page(services: FakeServices = fakeServices()) {
  services.api.all = [experiment()];
  await renderWith(<ExperimentListPage />, services);
  await settle(() => services.streams.latest.hello(1));
  return { services, user: userEvent.setup() };
}

/** Until typing has paused and the answer is there. */
async function answered() {
  for (let i = 0; i < 3; i++) await settle();
}

function drag(type: 'dragEnter' | 'dragOver' | 'dragLeave' | 'drop', ...files: File[]) {
  return fireEvent[type](document.body, { dataTransfer: { types: ['Files'], files } });
}

async function dropped(...files: File[]) {
  await settle(() => void drag('drop', ...files));
  await answered();
}

const editor = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Configuration' });
const create = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Create and start' });

describe('A new experiment', () => {
  beforeEach(() => {
    navigate('/');
    localStorage.clear();
  });

  it('should be taken from a dropped file, checked, and started', async () => {
    const { services, user } = await page();
    services.api.configurationOf = { tuner: { name: 'TPE' }, maxTrialNumber: 9 };
    await settle(() => void drag('dragEnter'));
    expect(screen.getByTestId('drop')).toBeDefined();
    await dropped(new File(['seed: 1'], 'search.yaml'));
    expect(screen.queryByTestId('drop')).toBeNull();
    expect(editor().value).toBe('seed: 1');
    expect(screen.getByText('search.yaml')).toBeDefined();
    expect(screen.getByText('Ready: TPE, 9 trials')).toBeDefined();
    await user.click(create());
    expect(services.api.calls).toContain('create yaml seed: 1');
    expect(window.location.pathname).toBe('/experiments/q3kx9abd');
  });

  it('should show all that is wrong with it, and lead to the lines', async () => {
    const { services, user } = await page();
    await user.click(screen.getByRole('button', { name: 'New experiment' }));
    services.api.failure = PROBLEMS;
    await user.upload(screen.getByTestId('file'), new File([TEXT], 'bad.yaml'));
    await answered();
    const answer = within(screen.getByTestId('check'));
    expect(answer.getByText('2 problems')).toBeDefined();
    expect(answer.getAllByRole('listitem').map((each) => each.textContent)).toEqual(["line 2tuner.nameunknown tuner 'TPX'", 'trialCommandmissing']);
    expect(create().disabled).toBe(true);
    await user.click(answer.getByRole('button', { name: 'line 2' }));
    expect(document.activeElement).toBe(editor());
    expect(TEXT.slice(editor().selectionStart, editor().selectionEnd)).toBe('tuner: {name: TPX}');
  });

  it('should be checked again when the text or the base directory changes', async () => {
    const { services, user } = await page();
    services.api.warnings = [{ path: 'debug', line: 1, message: 'has no effect' }];
    await user.keyboard('n');
    await user.type(screen.getByRole('textbox', { name: 'Base directory' }), '/code');
    await user.click(editor());
    await user.paste('debug: true');
    await answered();
    expect(services.api.calls.filter((call) => call.startsWith('check'))).toEqual(['check yaml debug: true in /code']);
    expect(screen.getByText(/^Ready/)).toBeDefined();
    expect(screen.getByRole('listitem').textContent).toContain('warning: has no effect');
    services.api.failure = PROBLEMS;
    await user.type(editor(), '!');
    await answered();
    expect(screen.queryByText(/^Ready/)).toBeNull();
    expect(screen.getByText('2 problems')).toBeDefined();
  });

  it('should keep the dialog and say why when it is refused', async () => {
    const { services, user } = await page();
    await user.click(screen.getByRole('button', { name: 'New experiment' }));
    await user.click(screen.getByRole('button', { name: 'Insert an example' }));
    await answered();
    services.api.failure = problem(429, 'too busy');
    await user.click(editor());
    await user.keyboard('{Control>}{Enter}{/Control}');
    await settle();
    expect(screen.getByText('too busy')).toBeDefined();
    expect(create().disabled).toBe(false);
    expect(window.location.pathname).toBe('/');
  });

  it('should keep what was written while the dialog is closed', async () => {
    const { user } = await page();
    await user.click(screen.getByRole('button', { name: 'New experiment' }));
    await user.type(editor(), 'seed: 7');
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'New experiment' }));
    expect(editor().value).toBe('seed: 7');
  });

  it('should remember the base directory', async () => {
    const { user } = await page();
    await user.click(screen.getByRole('button', { name: 'New experiment' }));
    await user.type(screen.getByRole('textbox', { name: 'Base directory' }), '/code');
    await user.type(editor(), 'seed: 7');
    await user.click(create());
    await user.keyboard('n');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Base directory' }).value).toBe('/code');
  });

  it('should say when a file is none', async () => {
    const { services } = await page();
    await dropped(new File(['\0'], 'x.bin'));
    expect(screen.getByText('x.bin is not a text file.')).toBeDefined();
    expect(create().disabled).toBe(true);
    expect(services.api.calls.some((call) => call.startsWith('check'))).toBe(false);
  });

  it('should leave what is no file alone', async () => {
    await page();
    fireEvent.dragEnter(document.body, { dataTransfer: { types: ['text/plain'], files: [] } });
    expect(screen.queryByTestId('drop')).toBeNull();
  });

  it('should not be offered by a server that only shows', async () => {
    const services = fakeServices();
    services.api.mode = 'view';
    const { user } = await page(services);
    await user.keyboard('n');
    await settle(() => void drag('dragEnter'));
    expect(screen.queryByTestId('drop')).toBeNull();
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(screen.queryByRole('button', { name: 'New experiment' })).toBeNull();
  });
});
