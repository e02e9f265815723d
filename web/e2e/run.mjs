// Checks the page in Chromium against a server with a running experiment.
//
//   npm run e2e -- --url http://127.0.0.1:8080 (--experiment ID | --create FILE) [--timeout 120]
//                  [--interrupt 'COMMAND'] [--again 'COMMAND'] [--finished]
//
// It opens the list, goes to the experiment, sees it move without a reload, waits for its end, and compares what the page
// then shows with what the API says. --create makes the experiment from a configuration when the list is open. --interrupt runs a
// shell command in the middle which restarts the server: nothing may be missing or doubled afterwards. --again is for a server
// that ends with its experiment, as `trialog run` does: the command serves the experiment again. --finished is for an experiment
// that is over already. Exit code 0, or 1 with what failed.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launchChromium } from './browser.mjs';
import { check, conclude, watch } from './checks.mjs';
import { compareRows, tableRows } from './table.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    experiment: { type: 'string' },
    create: { type: 'string' },
    failure: { type: 'string' },
    timeout: { type: 'string', default: '120' },
    interrupt: { type: 'string' },
    again: { type: 'string' },
    finished: { type: 'boolean', default: false },
  },
});
if (options.url === undefined || (options.experiment === undefined) === (options.create === undefined)) {
  console.error(
    'usage: npm run e2e -- --url URL (--experiment ID | --create FILE) [--timeout SECONDS] [--interrupt COMMAND] [--again COMMAND] [--finished]',
  );
  process.exit(2);
}
const origin = new URL(options.url).origin;
let id = options.experiment;
const patience = Number(options.timeout) * 1000;
/** While the server is away on purpose, failed requests are expected. */
let interrupted = false;

/** A server that is away fails requests. */
const excused = (text) => interrupted && /Failed to load resource|ERR_/.test(text);

async function api(path) {
  const response = await fetch(`${origin}${path}`);
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function allTrials() {
  const trials = [];
  for (;;) {
    const page = await api(`/api/v1/experiments/${id}/trials?sort=number&offset=${trials.length}&limit=1000`);
    trials.push(...page.trials);
    if (page.trials.length === 0 || trials.length >= page.total) return trials;
  }
}

const finishedShown = (page) => page.getByTestId('finished').innerText().then((text) => Number(text.replaceAll(',', '')));

/** Coloured pixels of the chart's canvas. */
const drawnPixels = (page) =>
  page.getByTestId('optimization-chart').locator('canvas').first().evaluate((canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let coloured = 0;
    for (let i = 0; i < data.length; i += 4) {
      if (data[i + 3] > 100 && Math.max(data[i], data[i + 1], data[i + 2]) - Math.min(data[i], data[i + 1], data[i + 2]) > 40) coloured++;
    }
    return coloured;
  });

function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, { shell: true, stdio: 'inherit', env: { ...process.env, EXPERIMENT: id } });
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command}: exit code ${code}`))));
  });
}

async function createExperiment(file) {
  const response = await fetch(`${origin}/api/v1/experiments`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/yaml' },
    body: readFileSync(file),
  });
  if (response.status !== 201) throw new Error(`creating the experiment: ${response.status} ${await response.text()}`);
  return (await response.json()).id;
}

async function followToTheEnd(page) {
  await page.goto(`${origin}/`);
  if (options.create !== undefined) {
    await page.locator('[data-testid=connection][data-status=live]').waitFor({ timeout: 15_000 });
    id = await createExperiment(options.create);
  }
  const row = page.locator(`[data-testid=experiment][data-id="${id}"]`);
  await row.waitFor({ timeout: 15_000 });
  check('the list shows the experiment', true);
  await row.getByRole('link').click();
  await page.getByTestId('experiment-state').waitFor({ timeout: 15_000 });
  check('the list leads to the experiment', page.url().endsWith(`/experiments/${id}`), page.url());
  await page.evaluate(() => (window.notReloaded = true));

  if (!options.finished) {
    const before = await finishedShown(page);
    const state = await page.getByTestId('experiment-state').getAttribute('data-state');
    check('the experiment is still running', state !== 'DONE', `${state}; start it just before, or use --finished`);
    await page.waitForFunction(
      (count) => Number(document.querySelector('[data-testid=finished]').innerText.replaceAll(',', '')) > count,
      before,
      { timeout: patience },
    );
    check('finished trials appear without a reload', await page.evaluate(() => window.notReloaded === true));
    check('the connection is live', (await page.getByTestId('connection').getAttribute('data-status')) === 'live');
  }
  if (options.interrupt !== undefined) {
    interrupted = true;
    const reconnecting = page.locator('[data-testid=connection][data-status=reconnecting]').waitFor({ timeout: patience });
    await run(options.interrupt);
    await reconnecting;
    check('the page says that the server is away', true);
    await page.locator('[data-testid=connection][data-status=live]').waitFor({ timeout: patience });
    check('the page reconnects by itself', await page.evaluate(() => window.notReloaded === true));
    interrupted = false;
  }
  await page.locator('[data-testid=experiment-state][data-state=DONE]').waitFor({ timeout: patience });
  check('the page sees the experiment end', await page.evaluate(() => window.notReloaded === true));
  if (options.again !== undefined) {
    interrupted = true;
    await page.getByTestId('server-ended').waitFor({ timeout: patience });
    check('the page says that the server has ended', true);
    await run(options.again);
    await page.getByTestId('server-ended').waitFor({ state: 'detached', timeout: patience });
    check('the page is served again', await page.evaluate(() => window.notReloaded === true));
    interrupted = false;
  }
}

async function compareWithApi(page) {
  const trials = await allTrials();
  const experiment = await api(`/api/v1/experiments/${id}`);
  const { succeeded, failed, canceled, earlyStopped } = experiment.counts;
  await page.waitForTimeout(500);
  check('finished trials', (await finishedShown(page)) === succeeded + failed + canceled + earlyStopped);
  await page.getByRole('link', { name: 'Trials', exact: true }).click();
  await page.locator('tr[data-trial]').first().waitFor({ timeout: 10_000 });
  const wrong = compareRows(await tableRows(page), trials);
  check(`the table shows the ${trials.length} trials of the API`, wrong.length === 0, `\n     ${wrong.slice(0, 20).join('\n     ')}`);

  const chart = page.getByTestId('optimization-chart');
  const drawable = trials.filter((trial) => ['SUCCEEDED', 'EARLY_STOPPED'].includes(trial.state) && typeof trial.value === 'number').length;
  const points = Number(await chart.getAttribute('data-points'));
  check('the chart has a point for every value', points === drawable, `${points} points (expected: ${drawable})`);
  const pixels = await drawnPixels(page);
  check('the chart is drawn', pixels > 100, `${pixels} coloured pixels`);

  const subject = trials.filter((trial) => trial.reportCount > 0).at(-1);
  if (subject !== undefined) {
    const { metrics } = await api(`/api/v1/experiments/${id}/trials/${subject.number}/metrics`);
    const attempt = Math.max(...metrics.map((metric) => metric.attempt));
    const steps = metrics.filter((metric) => metric.kind === 'intermediate' && metric.attempt === attempt).length;
    await page.getByRole('button', { name: `Details of trial ${subject.number}`, exact: true }).click();
    const curve = page.locator(`[data-testid=trial-curve][data-points="${steps}"]`);
    await curve.waitFor({ timeout: 10_000 }).catch(() => undefined);
    const shown = await page.getByTestId('trial-curve').getAttribute('data-points');
    check('the curve of a trial has every report once', Number(shown) === steps, `${shown} points (expected: ${steps})`);
    check('the opened trial is in the address', page.url().includes(`trial=${subject.number}`), page.url());
    await page.getByRole('button', { name: `Details of trial ${subject.number}`, exact: true }).click();
  }
}

const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  watch(page, origin, excused);
  try {
    await followToTheEnd(page);
    await compareWithApi(page);
  } catch (error) {
    if (options.failure !== undefined) await page.screenshot({ path: options.failure });
    throw error;
  }
} catch (error) {
  check('finished without an exception', false, error.stack ?? String(error));
} finally {
  await browser.close();
}
conclude();
