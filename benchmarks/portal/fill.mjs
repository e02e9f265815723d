import { Agent, request } from 'node:http';

export const EXPERIMENT = 'portal';

const SPACE = {
  learning_rate: { _type: 'loguniform', _value: [1e-5, 1e-1] },
  batch_size: { _type: 'choice', _value: [16, 32, 64, 128, 256] },
  dropout: { _type: 'uniform', _value: [0, 0.6] },
  weight_decay: { _type: 'loguniform', _value: [1e-7, 1e-2] },
  layers: { _type: 'randint', _value: [1, 9] },
  activation: { _type: 'choice', _value: ['relu', 'gelu', 'silu'] },
  optimizer: {
    _type: 'choice',
    _value: [
      { _name: 'adam', beta1: { _type: 'uniform', _value: [0.8, 0.99] } },
      { _name: 'sgd', momentum: { _type: 'uniform', _value: [0, 0.99] } },
    ],
  },
};

/** A number from 0 to 1 that depends on nothing but the seed. */
function noise(seed) {
  let x = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}

/** What a network of this configuration would reach. */
function accuracy(c, seed) {
  const rate = (Math.log10(c.learning_rate) + 2.8) ** 2 * 0.06;
  const decay = (Math.log10(c.weight_decay) + 4) ** 2 * 0.008;
  const depth = (c.layers - 5) ** 2 * 0.004;
  const drop = (c.dropout - 0.2) ** 2 * 0.3;
  const way = c.optimizer._name === 'adam' ? 0 : 0.03 + (c.optimizer.momentum - 0.9) ** 2 * 0.08;
  return 0.97 - rate - decay - depth - drop - way - (c.activation === 'relu' ? 0.01 : 0) - 0.02 * noise(seed);
}

/** Adds trials to an experiment that is asked for them: each reports `reports` numbers and a result; some fail. */
export async function fill(url, { trials, reports, workers = 32, progress = () => undefined }) {
  const agent = new Agent({ keepAlive: true, maxSockets: workers });
  const send = (method, path, body, token) =>
    new Promise((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = { ...(text !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }), ...(token && { Authorization: `Bearer ${token}` }) };
      const sent = request(url + path, { method, agent, headers }, (answer) => {
        let got = '';
        answer.setEncoding('utf8');
        answer.on('data', (part) => (got += part));
        answer.on('end', () => (answer.statusCode < 300 ? resolve(got === '' ? undefined : JSON.parse(got)) : reject(new Error(`${method} ${path}: ${answer.statusCode} ${got}`))));
      });
      sent.on('error', reject);
      sent.end(text);
    });
  const base = `/api/v1/experiments/${EXPERIMENT}`;
  await send('POST', `/api/v1/experiments?id=${EXPERIMENT}`, {
    experimentName: 'portal benchmark',
    searchSpace: SPACE,
    trialCommand: 'true',
    trialConcurrency: workers,
    tuner: { name: 'Random', classArgs: { optimize_mode: 'maximize' } },
    trainingService: { platform: 'external' },
  });
  let left = trials;
  const one = async () => {
    const { trial } = await send('POST', `${base}/ask`, { waitSeconds: 20 });
    const attempt = `${base}/trials/${trial.number}/attempts/${trial.attempt}`;
    const best = accuracy(trial.configuration, trial.number);
    const series = Array.from({ length: reports }, (_, step) => {
      const value = best * (1 - Math.exp(-4 * ((step + 1) / reports))) + 0.01 * (noise(trial.number * 1000 + step) - 0.5);
      return { sequence: step, kind: 'intermediate', value: { default: value, loss: 2.4 * (1 - value) } };
    });
    for (let from = 0; from < series.length; from += 100) await send('POST', `${attempt}/reports`, { reports: series.slice(from, from + 100) }, trial.token);
    const failed = noise(trial.number + 7) < 0.03;
    await send('POST', `${attempt}/tell`, failed ? { failed: 'CUDA error: an illegal memory access was encountered' } : { value: { default: best, loss: 2.4 * (1 - best) } }, trial.token);
  };
  const worker = async () => {
    while (left-- > 0) {
      await one();
      if (left % 1000 === 0) progress(trials - left);
    }
  };
  await Promise.all(Array.from({ length: workers }, worker));
  agent.destroy();
}
