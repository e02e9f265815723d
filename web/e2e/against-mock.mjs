// Runs the browser checks against the mock server, with a restart of it in the middle.
//
//   npm run build && npm run e2e:mock [-- further options of run.mjs]

import { spawn } from 'node:child_process';
import { demoSimulation, startMockServer } from '../dev/mock-server.mjs';

const simulation = demoSimulation({ trials: 40, concurrency: 4, speed: 1 });
const server = await startMockServer({ simulation });
const restart = `"${process.execPath}" -e "fetch('${server.url}/__mock/restart?seconds=3', { method: 'POST' })"`;
const args = ['e2e/run.mjs', '--url', server.url, '--experiment', 'q3kx9abd', '--interrupt', restart, ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { stdio: 'inherit' });
child.on('exit', (code) => process.exit(code ?? 1));
