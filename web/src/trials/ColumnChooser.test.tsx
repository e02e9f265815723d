import { fireEvent, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { navigate } from '../app/router';
import { fakeServices } from '../test/fakes';
import { trial } from '../test/samples';
import { PATH, cellOf, trialsPage } from '../test/trials-page';

describe('the columns of the table', () => {
  const KEY = 'trialog.columns.q3kx9abd';
  const heads = () => [...document.querySelectorAll('th[scope="col"]')].map((each) => each.textContent);
  const chooser = async () => {
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Columns of the table' }));
    return user;
  };

  beforeEach(() => {
    navigate(PATH);
    localStorage.clear();
  });

  it('should be shown and hidden, which is part of the address and remembered', async () => {
    await trialsPage();
    const user = await chooser();
    await user.click(screen.getByRole('button', { name: 'Hide all' }));
    await user.click(screen.getByLabelText('Worker'));
    await user.click(screen.getByLabelText('lr'));
    expect(heads()).toEqual(['Trial', 'Worker', 'lr']);
    expect(window.location.search).toBe('?columns=number,worker,parameter:lr');
    expect(localStorage.getItem(KEY)).toBe('number,worker,parameter:lr');
  });

  it('should be those of the last time until they are reset', async () => {
    localStorage.setItem(KEY, 'number,worker,parameter:lr');
    await trialsPage();
    expect(heads()).toEqual(['Trial', 'Worker', 'lr']);
    const user = await chooser();
    await user.click(screen.getByRole('button', { name: 'Reset' }));
    expect(heads().slice(0, 4)).toEqual(['Trial', 'State', 'Value', 'Latest']);
    expect(localStorage.getItem(KEY)).toBeNull();
    expect(window.location.search).toBe('');
  });

  it('should be found by name, and all of a kind be shown at once', async () => {
    navigate(`${PATH}?columns=number`);
    await trialsPage({}, [trial(0, { configuration: { alpha_one: 1, alpha_two: 2, beta: 3 } })]);
    const user = await chooser();
    await user.type(screen.getByRole('searchbox', { name: 'Search columns' }), 'alpha');
    await user.click(screen.getByRole('button', { name: 'Show all 2' }));
    expect(heads()).toEqual(['Trial', 'alpha_one', 'alpha_two']);
  });

  it('should be moved by arrow keys and by dragging, but for the first', async () => {
    navigate(`${PATH}?columns=number,state,value,latest`);
    await trialsPage();
    const user = await chooser();
    screen.getByRole('button', { name: /^Move Latest/ }).focus();
    await user.keyboard('{ArrowUp}');
    expect(heads()).toEqual(['Trial', 'State', 'Latest', 'Value']);
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
    expect(heads()).toEqual(['Trial', 'Latest', 'State', 'Value']);
    const item = (name: string) => screen.getByLabelText(name).closest('li') as HTMLElement;
    fireEvent.dragStart(item('Value'), { dataTransfer: {} });
    fireEvent.dragOver(item('Latest'));
    fireEvent.dragEnd(item('Value'));
    expect(heads()).toEqual(['Trial', 'Value', 'Latest', 'State']);
  });

  it('should ask for the numbers they show', async () => {
    navigate(`${PATH}?columns=number,metric:loss`);
    const services = fakeServices();
    services.api.metricNamesOf = ['default', 'loss'];
    await trialsPage({}, [trial(0, { metrics: { loss: 0.25 } })], services);
    expect(services.api.calls.findLast((call) => call.startsWith('trials'))).toContain('"metrics":["loss"]');
    expect(cellOf(0, 'metric:loss')).toBe('0.25000');
  });
});
