// Looks at every view of an experiment: pictures at two widths in both themes, problems that axe finds, requests to other hosts,
// errors in the console, and whether anything is wider than the window.
//
//   node e2e/look.mjs --url http://127.0.0.1:8080 --experiment ID [--screenshots DIR] [--only NAME,NAME] [--widths 1280,390] [--themes light,dark]
//
// Exit code 0, or 1 with what was found.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { seriousProblems } from './accessibility.mjs';
import { launchChromium } from './browser.mjs';
import { views } from './views.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    experiment: { type: 'string' },
    screenshots: { type: 'string' },
    only: { type: 'string' },
    widths: { type: 'string', default: '1280,390' },
    themes: { type: 'string', default: 'light,dark' },
  },
});
if (options.url === undefined || options.experiment === undefined) {
  console.error('usage: node e2e/look.mjs --url URL --experiment ID [--screenshots DIR] [--only NAMES] [--widths PIXELS] [--themes NAMES]');
  process.exit(2);
}
const origin = new URL(options.url).origin;
const id = options.experiment;
let failures = 0;

function fail(what, detail) {
  failures++;
  console.log(`FAIL ${what}: ${detail}`);
}

async function api(path) {
  const response = await fetch(`${origin}${path}`);
  if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** A trial to open, some to compare, and the middle of the experiment. */
async function subjects() {
  const { trials } = await api(`/api/v1/experiments/${id}/trials?sort=best&limit=3`);
  const { trials: all } = await api(`/api/v1/experiments/${id}/trials?sort=number&limit=1000`);
  const ends = all.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt])).sort();
  return {
    trial: trials[0]?.number ?? 0,
    marked: trials.map(({ number }) => number),
    at: ends[Math.floor(ends.length / 2)] ?? new Date().toISOString(),
  };
}

if (options.screenshots !== undefined) mkdirSync(options.screenshots, { recursive: true });
const only = options.only?.split(',');
const browser = await launchChromium();
try {
  const wanted = views(id, await subjects()).filter(({ name }) => only === undefined || only.includes(name));
  for (const width of options.widths.split(',').map(Number)) {
    for (const colorScheme of options.themes.split(',')) {
      const page = await browser.newPage({
        viewport: { width, height: width < 700 ? 844 : 900 },
        colorScheme,
        deviceScaleFactor: width < 700 ? 2 : 1,
        reducedMotion: 'reduce',
      });
      let what = '';
      page.on('console', (message) => message.type() === 'error' && fail(what, message.text()));
      page.on('pageerror', (error) => fail(what, error.stack ?? error.message));
      page.on('request', (request) => {
        const url = new URL(request.url());
        if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) fail(what, `request to ${request.url()}`);
      });
      for (const { name, path, ready } of wanted) {
        what = `${name} ${width} ${colorScheme}`;
        await page.goto(origin + path);
        await page
          .locator(ready)
          .first()
          .waitFor({ timeout: 15_000 })
          .catch(() => fail(what, `nothing like ${ready}`));
        // The event stream never rests; what is fetched does.
        await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        if (overflow > 0) fail(what, `${overflow} pixels too wide`);
        for (const problem of await seriousProblems(page)) fail(what, problem);
        if (options.screenshots !== undefined) {
          // What sticks to the window is at its place only there.
          await page.evaluate(() => window.scrollTo(0, 0));
          await page.screenshot({ path: join(options.screenshots, `${name}-${width}-${colorScheme}.png`), fullPage: name !== 'compare' });
        }
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
}
console.log(failures === 0 ? 'nothing wrong' : `${failures} problems`);
process.exit(failures === 0 ? 0 : 1);
