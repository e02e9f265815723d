// A simulated experiment server: experiments whose trials "train" for some epochs, recorded as a list of changes.
// It exists for working on the web page without a server; it decides nothing about how the real one behaves.

const FAMILIES = ['sgd', 'adam', 'rmsprop'];

/** mulberry32: small, seeded, good enough for made-up curves. */
function random(seed) {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function configurationOf(next) {
  const optimizer = FAMILIES[Math.floor(next() * FAMILIES.length)];
  return {
    learning_rate: 10 ** (-4 + 3.5 * next()),
    hidden_units: [16, 32, 64, 128][Math.floor(next() * 4)],
    batch_size: [16, 32, 64][Math.floor(next() * 3)],
    weight_decay: 10 ** (-6 + 4 * next()),
    optimizer: optimizer === 'sgd' ? { _name: 'sgd', momentum: 0.5 + 0.49 * next() } : { _name: optimizer },
  };
}

/** Accuracy the configuration reaches: best near a learning rate of 0.02 with many units. */
function accuracyOf(configuration, next) {
  const off = Math.log10(configuration.learning_rate) - Math.log10(0.02);
  const units = Math.log2(configuration.hidden_units) / 7;
  const family = { adam: 0.004, rmsprop: 0, sgd: -0.01 }[configuration.optimizer._name];
  return Math.max(0.1, Math.min(0.999, 0.93 + 0.045 * units + family - 0.055 * off * off + 0.012 * (next() - 0.5)));
}

const iso = (millis) => new Date(millis).toISOString();

/** One simulated server: experiments, their trials, and every change since it began. */
export class Simulation {
  #changes = [];
  #experiments = new Map();
  #listeners = new Set();
  #timers = new Set();
  #speed;

  constructor({ speed = 1 } = {}) {
    this.#speed = speed;
  }

  get position() {
    return this.#changes.length;
  }

  experiments() {
    return [...this.#experiments.values()].map((each) => this.#view(each)).sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  }

  experiment(id) {
    const experiment = this.#experiments.get(id);
    return experiment && this.#view(experiment);
  }

  trials(id) {
    return this.#experiments.get(id)?.trials.map(trialView);
  }

  metrics(id, number) {
    return this.#experiments.get(id)?.trials[number]?.metrics;
  }

  /** Changes after a position, with the current views. */
  since(position) {
    return this.#changes.slice(position).map((change) => this.#message(change));
  }

  subscribe(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** An experiment that is already over, with as many trials as asked for. */
  addPast({ id, name, trials, state = 'DONE', reason = null, hoursAgo = 20, seed = 1, tuner = 'TPE', optimizeMode = 'maximize' }) {
    const createdAt = Date.now() - hoursAgo * 3600_000;
    const experiment = this.#create({ id, name, maxTrials: Math.max(trials, 1), seed, tuner, optimizeMode, createdAt });
    for (let number = 0; number < trials; number++) {
      const trial = this.#newTrial(experiment, createdAt + number * 4000);
      trial.startedAt = trial.createdAt;
      trial.attempt = 1;
      const epochs = 12;
      for (let epoch = 1; epoch <= epochs; epoch++) this.#report(trial, epoch, epochs, Date.parse(trial.startedAt) + epoch * 600, 'intermediate');
      this.#finish(experiment, trial, Date.parse(trial.startedAt) + 8000 + 3000 * experiment.next());
    }
    Object.assign(experiment, { state, reason, startedAt: iso(createdAt), endedAt: iso(createdAt + trials * 4000) });
    experiment.ranSeconds = trials * 4;
    experiment.runningSince = undefined;
    return experiment.id;
  }

  /** An experiment that runs from now on. */
  start({ id, name, maxTrials = 24, concurrency = 2, seed = 7, tuner = 'TPE', assessor = 'Medianstop' }) {
    const experiment = this.#create({ id, name, maxTrials, seed, tuner, assessor, concurrency, createdAt: Date.now() });
    this.#run(experiment);
    return experiment.id;
  }

  stop(id) {
    const experiment = this.#experiments.get(id);
    experiment.state = 'STOPPING';
    this.#record('experiment.stopping', experiment);
    this.#later(400, () => {
      for (const trial of experiment.trials) if (trial.state === 'RUNNING') trial.state = 'WAITING';
      this.#halt(experiment, 'STOPPED', 'stopped by the user');
    });
  }

  resume(id, maxTrials) {
    const experiment = this.#experiments.get(id);
    if (maxTrials !== undefined) experiment.maxTrials = maxTrials;
    this.#run(experiment);
  }

  stopTrial(id, number) {
    const experiment = this.#experiments.get(id);
    const trial = experiment.trials[number];
    trial.generation++;
    Object.assign(trial, { state: 'USER_CANCELED', reason: 'stopped by the user', endedAt: iso(Date.now()), exitCode: 143 });
    this.#record('trial.ended', experiment, trial);
    this.#schedule(experiment);
  }

  close() {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #create({ id, name, maxTrials, seed, tuner, assessor = null, concurrency = 2, optimizeMode = 'maximize', createdAt }) {
    const experiment = {
      id, name, maxTrials, tuner, assessor, concurrency, optimizeMode,
      state: 'INITIALIZED', reason: null, createdAt: iso(createdAt), startedAt: null, endedAt: null,
      ranSeconds: 0, runningSince: undefined, trials: [], next: random(seed),
    };
    this.#experiments.set(id, experiment);
    return experiment;
  }

  #run(experiment) {
    experiment.state = 'RUNNING';
    experiment.reason = null;
    experiment.startedAt ??= iso(Date.now());
    experiment.endedAt = null;
    experiment.runningSince = Date.now();
    this.#record('experiment.started', experiment);
    this.#schedule(experiment);
  }

  #halt(experiment, state, reason) {
    experiment.ranSeconds += (Date.now() - experiment.runningSince) / 1000;
    experiment.runningSince = undefined;
    experiment.endedAt = iso(Date.now());
    Object.assign(experiment, { state, reason });
    this.#record('experiment.ended', experiment);
  }

  #schedule(experiment) {
    if (experiment.state !== 'RUNNING' && experiment.state !== 'NO_MORE_TRIAL') return;
    const running = () => experiment.trials.filter((trial) => trial.state === 'RUNNING').length;
    for (const trial of experiment.trials) {
      if (trial.state === 'WAITING' && running() < experiment.concurrency) this.#launch(experiment, trial);
    }
    while (running() < experiment.concurrency && experiment.trials.length < experiment.maxTrials) {
      const trial = this.#newTrial(experiment, Date.now());
      this.#record('trial.created', experiment, trial);
      this.#launch(experiment, trial);
    }
    if (experiment.trials.length >= experiment.maxTrials && experiment.state === 'RUNNING') {
      experiment.state = 'NO_MORE_TRIAL';
      this.#record('experiment.exhausted', experiment);
    }
    if (running() === 0) this.#halt(experiment, 'DONE', `reached maxTrialNumber: ${experiment.maxTrials}`);
  }

  #newTrial(experiment, at) {
    const number = experiment.trials.length;
    const configuration = configurationOf(experiment.next);
    const trial = {
      id: `${experiment.id}-${number}`, number, state: 'WAITING', reason: null, configuration,
      attempt: 0, value: null, latest: null, metrics: [], createdAt: iso(at), startedAt: null, endedAt: null, exitCode: null, failure: null,
      outputDirectory: null,
      target: accuracyOf(configuration, experiment.next), fate: experiment.next(), noise: random(number * 7919 + 13), generation: 0,
      minimize: experiment.optimizeMode === 'minimize',
    };
    experiment.trials.push(trial);
    return trial;
  }

  #launch(experiment, trial) {
    const generation = ++trial.generation;
    trial.state = 'RUNNING';
    trial.attempt++;
    trial.startedAt = iso(Date.now());
    trial.outputDirectory = `/home/user/.trialog/experiments/${experiment.id}/trials/${trial.number}/attempt-${trial.attempt}`;
    this.#record('trial.started', experiment, trial);
    const epochs = 12;
    const step = 90 + 90 * experiment.next();
    const lasts = trial.fate < 0.06 ? 3 : trial.fate < 0.2 ? 5 : epochs;
    let epoch = 0;
    const tick = () => {
      if (trial.generation !== generation || trial.state !== 'RUNNING') return;
      if (++epoch > lasts) {
        if (trial.fate >= 0.2) this.#record('metric.reported', experiment, trial, this.#report(trial, epoch, epochs, Date.now(), 'final'));
        this.#finish(experiment, trial, Date.now());
        this.#record('trial.ended', experiment, trial);
        this.#schedule(experiment);
        return;
      }
      this.#record('metric.reported', experiment, trial, this.#report(trial, epoch, epochs, Date.now(), 'intermediate'));
      this.#later(step, tick);
    };
    this.#later(step, tick);
  }

  #report(trial, epoch, epochs, at, kind) {
    const progress = 1 - Math.exp((-4 * Math.min(epoch, epochs)) / epochs);
    const accuracy = 0.1 + (trial.target - 0.1) * progress * (1 + 0.02 * (trial.noise() - 0.5));
    const value = Math.round((trial.minimize ? 1 - accuracy : accuracy) * 1e6) / 1e6;
    const metric = {
      attempt: trial.attempt, sequence: epoch - 1, kind,
      values: { default: value, loss: Math.round((2.3 * (1 - progress) + 0.05) * 1e4) / 1e4 }, at: iso(at),
    };
    trial.metrics.push(metric);
    if (kind === 'intermediate') trial.latest = value;
    else trial.value = value;
    return metric;
  }

  #finish(experiment, trial, at) {
    trial.endedAt = iso(at);
    trial.outputDirectory ??= `/home/user/.trialog/experiments/${experiment.id}/trials/${trial.number}/attempt-1`;
    if (trial.fate < 0.06) {
      Object.assign(trial, { state: 'FAILED', exitCode: 1, failure: 'ERROR', value: null, reason: 'the trial command exited with 1: ValueError: loss is not finite' });
    } else if (trial.fate < 0.2) {
      Object.assign(trial, { state: 'EARLY_STOPPED', exitCode: 143, value: trial.latest, reason: 'Medianstop: below the median of the other trials' });
    } else {
      Object.assign(trial, { state: 'SUCCEEDED', exitCode: 0, value: trial.value ?? trial.latest });
    }
  }

  #later(millis, action) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, millis / this.#speed);
    this.#timers.add(timer);
  }

  #record(type, experiment, trial, metric) {
    const change = { position: this.#changes.length + 1, at: iso(Date.now()), type, experiment, trial, metric };
    this.#changes.push(change);
    const message = this.#message(change);
    for (const listener of this.#listeners) listener(message);
  }

  #message({ position, at, type, experiment, trial, metric }) {
    return {
      position, at, type, experimentId: experiment.id,
      ...(metric === undefined && { experiment: this.#view(experiment) }),
      ...(trial && { trial: trialView(trial) }),
      ...(metric && { metric }),
    };
  }

  #view(experiment) {
    const { trials, optimizeMode } = experiment;
    const count = (...states) => trials.filter((trial) => states.includes(trial.state)).length;
    const succeeded = trials.filter((trial) => trial.state === 'SUCCEEDED');
    const better = (a, b) => (optimizeMode === 'maximize' ? a.value > b.value : a.value < b.value);
    const best = succeeded.reduce((found, trial) => (found === null || better(trial, found) ? trial : found), null);
    const running = experiment.runningSince === undefined ? 0 : (Date.now() - experiment.runningSince) / 1000;
    return {
      id: experiment.id, name: experiment.name, state: experiment.state, reason: experiment.reason, optimizeMode,
      tuner: experiment.tuner, assessor: experiment.assessor, trainingService: 'local', trialConcurrency: experiment.concurrency,
      maxTrialNumber: experiment.maxTrials, maxExperimentDurationSeconds: null,
      createdAt: experiment.createdAt, startedAt: experiment.startedAt, endedAt: experiment.endedAt,
      runSeconds: experiment.ranSeconds + running,
      counts: {
        total: trials.length, waiting: count('WAITING'), running: count('RUNNING'), succeeded: succeeded.length, failed: count('FAILED'),
        canceled: count('USER_CANCELED', 'SYS_CANCELED'), earlyStopped: count('EARLY_STOPPED'),
      },
      best: best && { number: best.number, value: best.value, configuration: best.configuration },
    };
  }
}

function trialView({ id, number, state, reason, configuration, attempt, value, latest, metrics, createdAt, startedAt, endedAt, exitCode, failure, outputDirectory }) {
  return { id, number, state, reason, configuration, attempt, value, latest, reportCount: metrics.length, createdAt, startedAt, endedAt, exitCode, failure, outputDirectory };
}
