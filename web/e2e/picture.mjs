// Takes the pictures of the documentation: an experiment on a page 1280 pixels wide, in the light theme.
//
//   npm run picture -- --url http://127.0.0.1:8080 --experiment ID [--page /trials?chart=parallel] [--out ../.github/images/experiment.png]

import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchChromium } from './browser.mjs';

const MAX_BYTES = 500_000;

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    experiment: { type: 'string' },
    page: { type: 'string', default: '' },
    height: { type: 'string', default: '900' },
    out: { type: 'string', default: fileURLToPath(new URL('../../.github/images/experiment.png', import.meta.url)) },
  },
});
if (options.url === undefined || options.experiment === undefined) {
  console.error('usage: npm run picture -- --url URL --experiment ID [--page PATH] [--height PIXELS] [--out FILE]');
  process.exit(2);
}

const browser = await launchChromium();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: Number(options.height) }, colorScheme: 'light', reducedMotion: 'reduce' });
  await page.goto(new URL(`/experiments/${options.experiment}${options.page}`, options.url).href);
  await page.locator('main canvas').first().waitFor({ timeout: 15_000 });
  await page.waitForLoadState('networkidle', { timeout: 5_000 }).catch(() => undefined); // the event stream never rests
  // Directories of the machine are of no interest to others.
  await page.addStyleTag({ content: 'footer { visibility: hidden; }' }).catch(() => undefined);
  mkdirSync(dirname(options.out), { recursive: true });
  await page.screenshot({ path: options.out, animations: 'disabled' });
} finally {
  await browser.close();
}
const { size } = statSync(options.out);
console.log(`${options.out}: ${Math.round(size / 1000)} kB`);
if (size > MAX_BYTES) throw new Error(`${size} bytes (expected: at most ${MAX_BYTES})`);
