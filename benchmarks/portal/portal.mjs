// Fills experiments and times the portal in Chromium: see benchmarks/README.md.

import { existsSync, mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EXPERIMENT, fill } from './fill.mjs';
import { measure } from './measure.mjs';
import { freePort, startServer } from './server.mjs';

const USAGE = `portal [--trials 10000] [--reports 100] [--rounds 5] [--data DIR] [--jar FILE] [--target DIR]

  --trials   trials of the experiment
  --reports  intermediate results of each
  --rounds   how often each thing is done
  --data     keeps the experiment there; what is there already is measured as it is
  --jar      the server; by default server/target/trialog.jar
  --target   where results and, without --data, the experiment go; by default benchmarks/target`;

const root = fileURLToPath(new URL('../..', import.meta.url));
let options;
try {
  options = parseArgs({
    options: {
      trials: { type: 'string', default: '10000' },
      reports: { type: 'string', default: '100' },
      rounds: { type: 'string', default: '5' },
      data: { type: 'string' },
      jar: { type: 'string', default: join(root, 'server/target/trialog.jar') },
      target: { type: 'string', default: join(root, 'benchmarks/target') },
      help: { type: 'boolean', default: false },
    },
  }).values;
} catch (problem) {
  console.error(`${problem.message}\n\n${USAGE}`);
  process.exit(64);
}
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
const [trials, reports, rounds] = ['trials', 'reports', 'rounds'].map((name) => {
  const number = Number(options[name]);
  if (Number.isInteger(number) && number >= (name === 'reports' ? 0 : 1)) return number;
  console.error(`--${name} ${options[name]}: expected a whole number\n\n${USAGE}`);
  process.exit(64);
});

const { target } = options;
mkdirSync(target, { recursive: true });
const scratch = options.data === undefined ? mkdtempSync(join(target, 'scratch')) : undefined;
const data = options.data ?? scratch;
let server;
try {
  const known = existsSync(data) && existsSync(join(data, 'log'));
  server = await startServer(options.jar, data, await freePort());
  console.log(`${cpus()[0]?.model ?? 'processor'}, ${cpus().length} cores; browser and server share the machine`);
  const { experiments } = await (await fetch(`${server.url}/api/v1/experiments`)).json();
  if (!known || !experiments.some(({ id }) => id === EXPERIMENT)) {
    const began = Date.now();
    await fill(server.url, {
      trials,
      reports,
      progress: (count) => process.stderr.write(`\rfilling: ${count} of ${trials} trials, ${Math.round((Date.now() - began) / 1000)} s `),
    });
    process.stderr.write('\n');
  }
  const experiment = await (await fetch(`${server.url}/api/v1/experiments/${EXPERIMENT}`)).json();
  console.log(`${experiment.counts.total.toLocaleString('en-US')} trials; milliseconds: median (worst)\n`);
  const results = await measure(server.url, EXPERIMENT, { rounds, log: (line) => console.log(line) });
  writeFileSync(join(target, 'portal.json'), JSON.stringify({ trials: experiment.counts.total, results }, null, 2));
} finally {
  await server?.stop();
  if (scratch !== undefined) rmSync(scratch, { recursive: true, force: true });
}
