// Does in Chromium what people do in the portal, against a real server and trials that run, and compares with what the API says then.
//
//   node e2e/portal.mjs --url http://127.0.0.1:8080 --configuration FILE --base DIRECTORY [--failure PICTURE]
//
// The configuration has two or more trials at a time that take a second or two and report `default` and `loss`, and a parameter
// `learning_rate` from 0.001 to 1. Prints the id of the experiment, which it stops in the end. Exit code 0, or 1 with what failed.

import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launchChromium } from './browser.mjs';
import { check, conclude, watch } from './checks.mjs';

const { values: options } = parseArgs({
  options: { url: { type: 'string' }, configuration: { type: 'string' }, base: { type: 'string' }, failure: { type: 'string' } },
});
if (options.url === undefined || options.configuration === undefined || options.base === undefined) {
  console.error('usage: node e2e/portal.mjs --url URL --configuration FILE --base DIRECTORY [--failure PICTURE]');
  process.exit(2);
}
const origin = new URL(options.url).origin;
const PATIENCE = 30_000;
let id;

async function api(path) {
  const response = await fetch(`${origin}/api/v1/experiments/${id}${path}`);
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Asks until the answer is as wished; what it was last if it never is. */
async function eventually(ask, wished) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (wished(answer) || Date.now() > end) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function createByDrop(page) {
  await page.goto(origin);
  await page.getByRole('button', { name: 'New experiment' }).first().waitFor();
  const text = readFileSync(options.configuration, 'utf8');
  const drop = async (configuration) => {
    const transfer = await page.evaluateHandle((content) => {
      const data = new DataTransfer();
      data.items.add(new File([content], 'experiment.yaml', { type: 'application/yaml' }));
      return data;
    }, configuration);
    for (const type of ['dragenter', 'dragover', 'drop']) await page.dispatchEvent('body', type, { dataTransfer: transfer });
  };
  await drop(`${text}\nmaxTrialNumbr: 3\n`);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Base directory').fill(options.base);
  await dialog.getByText('maxTrialNumbr', { exact: false }).first().waitFor();
  await dialog.getByText('One problem').waitFor();
  check('a dropped configuration is checked, and cannot be started with a problem', await dialog.getByRole('button', { name: 'Create and start' }).isDisabled());
  await drop(text);
  await dialog.getByText('Ready').waitFor();
  await dialog.getByRole('button', { name: 'Create and start' }).click();
  await page.waitForURL(/\/experiments\/[^/]+$/);
  id = page.url().split('/').at(-1);
  console.log(`experiment ${id}`);
  check('it is started', true);
}

async function overview(page) {
  await page.getByTestId('activity').waitFor();
  await page.waitForFunction(() => Number(document.querySelector('[data-testid=finished]')?.innerText) >= 2, undefined, { timeout: PATIENCE });
  check('finished trials appear without a reload', true);
  await page.getByTestId('activity').getByText('2 / 2 slots').waitFor();
  check('it says what the experiment is doing', true);

  const edit = async (name, text) => {
    await page.getByRole('button', { name: new RegExp(`^${name}: .* Change`) }).click();
    await page.getByRole('textbox', { name }).fill(text);
    await page.getByRole('button', { name: 'Save' }).click();
  };
  await edit('Trials at a time', '0');
  await page.getByRole('alert').first().waitFor();
  check('an impossible limit is refused where it is written', true);
  await page.keyboard.press('Escape');
  await edit('Trials at a time', '3');
  check('the concurrency is changed', (await eventually(() => api(''), ({ trialConcurrency }) => trialConcurrency === 3)).trialConcurrency === 3);
  await page.getByRole('button', { name: /^Trials at a time: 3\. Change/ }).waitFor();
  await edit('Most trials', '150');
  check('the number of trials is changed', (await eventually(() => api(''), ({ maxTrialNumber }) => maxTrialNumber === 150)).maxTrialNumber === 150);
}

async function downloads(page) {
  const fetched = async (name) => {
    await page.getByRole('button', { name: 'Download' }).click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name }).click()]);
    return readFileSync(await download.path(), 'utf8');
  };
  const json = JSON.parse(await fetched(/^Results as JSON/));
  check('results are downloaded as JSON', Array.isArray(json) && json.some(({ state }) => state === 'SUCCEEDED'));
  const csv = (await fetched(/^Results as CSV/)).trim().split('\n');
  check('results are downloaded as CSV', csv[0].includes('learning_rate') && csv.length > 2, csv[0]);
  const log = (await fetched(/^Log/)).trim().split('\n').map((line) => JSON.parse(line));
  check('the log is downloaded', log[0].type === 'experiment.created', log[0].type);
}

/** Stops the newest running trial; a trial may be faster than the hand, then the next one. */
async function stopARunningTrial(page) {
  for (let tries = 0; ; tries++) {
    const running = page.locator('tr[data-trial][data-state=RUNNING]').first();
    await running.waitFor();
    const number = Number(await running.getAttribute('data-trial'));
    try {
      await page.getByRole('button', { name: `Details of trial ${number}`, exact: true }).click({ timeout: 2000 });
      await page.getByTestId('trial-details').getByRole('button', { name: 'Stop trial' }).click({ timeout: 2000 });
      await page.getByRole('dialog').getByRole('button', { name: 'Stop trial' }).click({ timeout: 2000 });
      return number;
    } catch (error) {
      if (tries === 5) throw error;
      await page.goto(`${origin}/experiments/${id}/trials`);
    }
  }
}

async function trials(page) {
  await page.getByRole('link', { name: 'Trials', exact: true }).click();
  const killed = await stopARunningTrial(page);
  const details = page.getByTestId('trial-details');
  const stopped = await eventually(() => api(`/trials/${killed}`), ({ state }) => state === 'USER_CANCELED');
  // It may have been faster than the hand.
  check('a running trial is stopped', ['USER_CANCELED', 'SUCCEEDED'].includes(stopped.state), stopped.state);
  if (stopped.state === 'USER_CANCELED') {
    await page.locator(`tr[data-trial="${killed}"][data-state=USER_CANCELED]`).waitFor({ timeout: PATIENCE });
    await details.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Try again' }).click();
    const retried = await eventually(() => api(`/trials/${killed}`), ({ state, attempt }) => state === 'SUCCEEDED' && attempt === 2);
    check('a stopped trial is tried again', retried.attempt === 2, JSON.stringify(retried));
    await details.getByRole('tab', { name: /^Attempts/ }).click();
    check('its attempts are shown', (await details.getByRole('row').count()) >= 3, await details.innerText());
  }
  await details.getByRole('tab', { name: 'Output' }).click();
  const output = details.getByRole('log');
  await output.getByText('step 1 of 60').waitFor({ timeout: PATIENCE });
  check('its output is shown', true);

  // A running trial's output grows. The table stays where its opened trial was; the newest ones are at the top.
  await page.goto(`${origin}/experiments/${id}/trials`);
  const live = page.locator('tr[data-trial][data-state=RUNNING]').first();
  const followed = Number(await live.getAttribute('data-trial'));
  await page.goto(`${origin}/experiments/${id}/trials?trial=${followed}&details=output`);
  await details.getByRole('log').getByText('step 60 of 60').waitFor({ timeout: PATIENCE });
  check('the output of a running trial is followed', true);
  await page.goto(`${origin}/experiments/${id}/trials`);
}

async function customTrial(page) {
  await page.getByRole('button', { name: 'New trial' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('[data-parameter=learning_rate] input[type=text]').fill('0.125');
  await dialog.getByRole('button', { name: 'Queue trial', exact: true }).click();
  const queued = await eventually(
    async () => (await api('/trials?sort=-number&limit=1000')).trials.find(({ configuration }) => configuration.learning_rate === 0.125),
    (found) => found !== undefined,
  );
  check('a trial with chosen parameters is run', queued?.source === 'queue', JSON.stringify(queued));
  if (await dialog.isVisible()) await page.keyboard.press('Escape');
}

async function filterAndCompare(page) {
  await eventually(() => api(''), ({ counts }) => counts.succeeded >= 4);
  await page.goto(`${origin}/experiments/${id}/trials?where=${encodeURIComponent('learning_rate>=0.03')}&sort=-value`);
  await page.locator('tr[data-trial]').first().waitFor({ timeout: PATIENCE });
  const shown = await page.locator('tr[data-trial]').evaluateAll((rows) => rows.map((row) => Number(row.dataset.trial)));
  const { trials: all } = await api('/trials?sort=number&limit=1000');
  check('a condition of the address holds for every row', shown.every((number) => all[number].configuration.learning_rate >= 0.03), shown.join(' '));

  const { trials: best } = await api('/trials?sort=best&limit=2');
  await page.goto(`${origin}/experiments/${id}/trials?sort=-value&state=SUCCEEDED`);
  for (const { number } of best) await page.getByRole('checkbox', { name: `Mark trial ${number}`, exact: true }).click();
  await page.getByRole('button', { name: /^Compare/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('learning_rate').first().waitFor();
  await dialog.locator('canvas').first().waitFor();
  const text = await dialog.innerText();
  check('marked trials are compared', best.every(({ number }) => text.includes(String(number))) && (await dialog.locator('canvas').count()) > 0, text.slice(0, 300));
  await page.keyboard.press('Escape');
}

async function slider(page) {
  await page.goto(`${origin}/experiments/${id}`);
  await page.getByTestId('finished').waitFor();
  const now = Number((await page.getByTestId('finished').innerText()).replaceAll(/\D/g, ''));
  const handle = page.getByRole('slider', { name: 'Moment' });
  const box = await handle.boundingBox();
  await page.mouse.move(box.x + box.width - 8, box.y + box.height / 2);
  await page.mouse.down();
  for (let step = 1; step <= 10; step++) await page.mouse.move(box.x + box.width * (1 - step / 20), box.y + box.height / 2);
  await page.mouse.up();
  await page.waitForURL(/at=/);
  // The page counts what happened within the millisecond.
  const at = new URL(page.url()).searchParams.get('at').replace('Z', '999999Z');
  const finishedAt = async (moment) => {
    const { total } = await api(`/trials?limit=1&asOf=${encodeURIComponent(moment)}&state=SUCCEEDED&state=FAILED&state=USER_CANCELED`);
    return total;
  };
  // A trial has ended when its process has; the log says so some milliseconds later, and the API goes by the log.
  const least = await finishedAt(at);
  const most = await finishedAt(new Date(Date.parse(at) + 1000).toISOString());
  const shown = Number((await page.getByTestId('finished').innerText()).replaceAll(/\D/g, ''));
  check('the slider goes back in time', shown < now && shown >= least && shown <= most, `${shown} then, ${now} now, the API says ${least} to ${most}`);
  await page.getByRole('link', { name: 'Trials', exact: true }).click();
  const { trials: then } = await api(`/trials?sort=-number&limit=10&asOf=${encodeURIComponent(at)}`);
  await page.locator(`tr[data-trial="${then[0].number}"]`).waitFor({ timeout: PATIENCE });
  const rows = await page.locator('tr[data-trial]').evaluateAll((found) => found.slice(0, 10).map((row) => `${row.dataset.trial} ${row.dataset.state}`));
  const expected = then.map(({ number, state }) => `${number} ${state}`);
  check('the table is as it was then', expected.every((row, index) => rows[index] === row), `${rows.join(', ')} (expected: ${expected.join(', ')})`);
  check('nothing can be changed in the past', (await page.getByRole('button', { name: 'New trial' }).count()) === 0);
  await page.getByRole('button', { name: /^Back to/ }).first().click();
  await page.waitForURL((url) => !url.searchParams.has('at'));
}

async function stop(page) {
  await page.goto(`${origin}/experiments/${id}`);
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop experiment' }).click();
  await page.locator('[data-testid=experiment-state][data-state=STOPPED]').waitFor({ timeout: PATIENCE });
  check('the experiment is stopped', true);
}

const browser = await launchChromium();
let page;
try {
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(PATIENCE);
  // A refused limit is an answer of 400, which the browser reports as an error.
  watch(page, origin, (text) => text.includes('status of 400'));
  for (const part of [createByDrop, overview, downloads, trials, customTrial, filterAndCompare, slider, stop]) await part(page);
} catch (error) {
  check('finished without an exception', false, error.stack ?? String(error));
  if (options.failure !== undefined) await page?.screenshot({ path: options.failure });
} finally {
  await browser.close();
}
conclude();
