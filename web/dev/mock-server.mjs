// Serves the API of openapi.yaml from a simulation, and the built page: for work on the page without a server.
//
//   node dev/mock-server.mjs [--port 8081] [--static DIRECTORY] [--trials 24] [--concurrency 2] [--speed 1]
//                            [--fill N] [--token TEXT] [--mode live|view] [--empty]
//
// POST /__mock/restart?seconds=2 closes every connection and stays away for a while, as a restarted server does.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Simulation } from './simulation.mjs';

/** Where `npm run build` puts the page. */
const BUILT = 'target/classes/io/trialog/web/static';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Starts a mock server; `simulation` holds its state over restarts. */
export async function startMockServer({ port = 0, directory = BUILT, token, mode = 'live', simulation }) {
  const startedAt = new Date().toISOString();
  let server;
  let listening = port;

  function json(response, status, body) {
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  }
  const problem = (response, status, code, message) => json(response, status, { code, message, details: [] });

  function allowed(request, url, response) {
    if (token === undefined) return true;
    const cookie = /trialog-token=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (url.searchParams.get('token') === token) {
      response.setHeader('Set-Cookie', `trialog-token=${token}; HttpOnly; SameSite=Strict; Path=/`);
      return true;
    }
    return cookie === token;
  }

  function events(request, url, response) {
    const only = url.searchParams.get('experiment');
    if (only !== null && simulation.experiment(only) === undefined) return problem(response, 404, 'NOT_FOUND', `no experiment ${only}`);
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    const send = (change) => {
      if (only === null || change.experimentId === only) {
        response.write(`event: change\nid: ${change.position}\ndata: ${JSON.stringify(change)}\n\n`);
      }
    };
    const last = request.headers['last-event-id'] ?? url.searchParams.get('lastEventId');
    if (last === null || last === undefined) response.write(`event: hello\nid: ${simulation.position}\ndata: {}\n\n`);
    else simulation.since(Number(last)).forEach(send);
    const unsubscribe = simulation.subscribe(send);
    const alive = setInterval(() => response.write(': alive\n\n'), 15_000);
    request.on('close', () => {
      unsubscribe();
      clearInterval(alive);
    });
  }

  async function body(request) {
    let text = '';
    for await (const chunk of request) text += chunk;
    return text === '' ? {} : JSON.parse(text);
  }

  async function api(request, url, response) {
    if (!allowed(request, url, response)) return problem(response, 401, 'TOKEN_REQUIRED', 'this server wants its token');
    if (url.pathname === '/api/v1/server') {
      return json(response, 200, { version: '0.1.0-mock', mode, dataDirectory: '/home/user/.trialog', pid: process.pid, startedAt });
    }
    if (url.pathname === '/api/v1/events') return events(request, url, response);
    if (url.pathname === '/api/v1/experiments') return json(response, 200, { experiments: simulation.experiments() });
    const match = /^\/api\/v1\/experiments\/([^/]+)(?:\/(stop|resume|trials))?(?:\/(\d+))?(?:\/(stop|metrics))?$/.exec(url.pathname);
    if (match === null) return problem(response, 404, 'NOT_FOUND', `nothing at ${url.pathname}`);
    const [, id, action, number, trialAction] = match;
    const experiment = simulation.experiment(id);
    if (experiment === undefined) return problem(response, 404, 'NOT_FOUND', `no experiment ${id}`);
    if (request.method === 'POST' && mode === 'view') return problem(response, 409, 'READ_ONLY', 'this server only shows experiments');
    if (action === undefined) return json(response, 200, experiment);
    if (action === 'stop') {
      if (!['RUNNING', 'NO_MORE_TRIAL'].includes(experiment.state)) return problem(response, 409, 'CONFLICT', `the experiment is ${experiment.state}`);
      simulation.stop(id);
      return json(response, 202, simulation.experiment(id));
    }
    if (action === 'resume') {
      simulation.resume(id, (await body(request)).maxTrialNumber);
      return json(response, 202, simulation.experiment(id));
    }
    const trials = simulation.trials(id);
    if (number === undefined) {
      const offset = Number(url.searchParams.get('offset') ?? 0);
      const limit = Number(url.searchParams.get('limit') ?? 100);
      return json(response, 200, { total: trials.length, offset, trials: trials.slice(offset, offset + limit) });
    }
    const trial = trials[Number(number)];
    if (trial === undefined) return problem(response, 404, 'NOT_FOUND', `no trial ${number}`);
    if (trialAction === 'metrics') return json(response, 200, { metrics: simulation.metrics(id, trial.number) });
    if (trialAction === 'stop') {
      simulation.stopTrial(id, trial.number);
      return json(response, 202, simulation.trials(id)[trial.number]);
    }
    return json(response, 200, trial);
  }

  async function file(url, response) {
    const path = normalize(url.pathname).replace(/^(\.\.[/\\])+/, '');
    const name = extname(path) === '' ? '/index.html' : path;
    try {
      const content = await readFile(join(directory, name));
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      // As strict as a server may be: the page must work under it.
      const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'";
      response.writeHead(200, { 'Content-Type': type, 'Content-Security-Policy': policy }).end(content);
    } catch {
      response.writeHead(404).end();
    }
  }

  function handle(request, response) {
    const url = new URL(request.url, 'http://mock');
    if (url.pathname === '/__mock/restart') {
      response.writeHead(202).end();
      const seconds = Number(url.searchParams.get('seconds') ?? 2);
      setTimeout(() => void restart(seconds), 10);
    } else if (url.pathname === '/healthz') json(response, 200, { status: 'up' });
    else if (url.pathname.startsWith('/api/')) void api(request, url, response);
    else {
      allowed(request, url, response);
      void file(url, response);
    }
  }

  async function listen() {
    server = createServer(handle);
    await new Promise((resolve) => server.listen(listening, '127.0.0.1', resolve));
    listening = server.address().port;
  }

  async function close() {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  async function restart(seconds) {
    await close();
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    await listen();
  }

  await listen();
  return { url: `http://127.0.0.1:${listening}`, restart, close };
}

/** The experiments the mock server shows. */
export function demoSimulation({ trials = 24, concurrency = 2, speed = 1, fill = 0 }) {
  const simulation = new Simulation({ speed });
  simulation.addPast({ id: 'm4vt81cz', name: 'mnist-baseline', trials: 60, hoursAgo: 50, seed: 3, tuner: 'Random', optimizeMode: 'minimize' });
  simulation.addPast({ id: 'h2pz7wqe', name: null, trials: 17, state: 'STOPPED', reason: 'stopped by the user', hoursAgo: 26, seed: 4 });
  simulation.addPast({
    id: 'k9dd03xa', name: 'resnet-augmentation', trials: 3, state: 'ERROR', hoursAgo: 3, seed: 5,
    reason: 'tuner TPE failed: IllegalArgumentException: layers: [] (expected: at least one value)\n  at io.trialog.tuners.tpe.ParzenEstimator.of(ParzenEstimator.java:58)\n  at io.trialog.tuners.tpe.TpeTuner.suggest(TpeTuner.java:91)',
  });
  if (fill > 0) simulation.addPast({ id: 'b1gb1gb1', name: 'big', trials: fill, hoursAgo: 1, seed: 9 });
  simulation.start({ id: 'q3kx9abd', name: 'digits', maxTrials: trials, concurrency });
  return simulation;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8081' }, static: { type: 'string', default: BUILT }, trials: { type: 'string', default: '24' },
      concurrency: { type: 'string', default: '2' }, speed: { type: 'string', default: '1' }, fill: { type: 'string', default: '0' },
      token: { type: 'string' }, mode: { type: 'string', default: 'live' }, empty: { type: 'boolean', default: false },
    },
  });
  const simulation = values.empty
    ? new Simulation()
    : demoSimulation({ trials: Number(values.trials), concurrency: Number(values.concurrency), speed: Number(values.speed), fill: Number(values.fill) });
  const { url } = await startMockServer({ port: Number(values.port), directory: values.static, token: values.token, mode: values.mode, simulation });
  console.log(`mock server: ${url}`);
}
