// Takes the picture of the README: a running or finished experiment on a page 1280 pixels wide, in the light theme.
//
//   npm run picture -- --url http://127.0.0.1:8080 --experiment ID [--out ../.github/images/experiment.png]

import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchChromium } from './browser.mjs';

const MAX_BYTES = 300_000;

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    experiment: { type: 'string' },
    out: { type: 'string', default: fileURLToPath(new URL('../../.github/images/experiment.png', import.meta.url)) },
  },
});
if (options.url === undefined || options.experiment === undefined) {
  console.error('usage: npm run picture -- --url URL --experiment ID [--out FILE]');
  process.exit(2);
}

const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: 'light' });
  await page.goto(new URL(`/experiments/${options.experiment}${await order()}`, options.url).href);
  // The page is complete when the curves of the rows have been fetched.
  await page.locator('tr[data-trial] svg path[d*="L"]').first().waitFor({ timeout: 15_000 });
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined); // the event stream never rests
  // The data directory is of no interest to others.
  await page.addStyleTag({ content: 'footer { visibility: hidden; }' });
  mkdirSync(dirname(options.out), { recursive: true });
  await page.screenshot({ path: options.out, animations: 'disabled' });
} finally {
  await browser.close();
}
const { size } = statSync(options.out);
console.log(`${options.out}: ${Math.round(size / 1000)} kB`);
if (size > MAX_BYTES) throw new Error(`${size} bytes (expected: at most ${MAX_BYTES})`);

/** At the end the best trials first; before, those that run. */
async function order() {
  const response = await fetch(new URL(`/api/v1/experiments/${options.experiment}`, options.url));
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  const { state, optimizeMode } = await response.json();
  return state === 'DONE' ? `?sort=${optimizeMode === 'maximize' ? '-value' : 'value'}` : '';
}
