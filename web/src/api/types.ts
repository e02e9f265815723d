/**
 * The shapes of the REST API, as the server's openapi.yaml describes them.
 * `types.test.ts` compares this file with that description: names, optional and nullable properties, enums.
 */

/** A number; what JSON cannot write comes as a string. */
export type Value = number | 'NaN' | 'Infinity' | '-Infinity';

export type ExperimentState =
  | 'INITIALIZED'
  | 'RUNNING'
  | 'TUNER_NO_MORE_TRIAL'
  | 'NO_MORE_TRIAL'
  | 'DONE'
  | 'PAUSED'
  | 'STOPPING'
  | 'STOPPED'
  | 'ERROR'
  | 'VIEWED';

export type TrialState =
  | 'WAITING'
  | 'RUNNING'
  | 'SUCCEEDED'
  | 'FAILED'
  | 'USER_CANCELED'
  | 'SYS_CANCELED'
  | 'EARLY_STOPPED'
  | 'UNKNOWN';

/** What a trial without a usable result suffered from. */
export type Failure = 'ERROR' | 'NO_RESULT' | 'NOT_FINITE' | 'OUT_OF_MEMORY' | 'INFEASIBLE' | 'TIMED_OUT' | 'LOST';

export type OptimizeMode = 'minimize' | 'maximize';

/** Parameter values by name; a nested choice is an object. */
export type Configuration = Record<string, unknown>;

export interface Error {
  code: string;
  message: string;
  details: { path?: string; line?: number; message: string }[];
}

export interface Server {
  version: string;
  /** `view`: read-only, nothing runs. */
  mode: 'live' | 'view';
  dataDirectory: string;
  pid: number;
  startedAt: string;
}

export interface Experiment {
  id: string;
  name: string | null;
  state: ExperimentState;
  /** Why it is in this state, for people. */
  reason: string | null;
  /** Of several objectives, of the first. */
  optimizeMode: OptimizeMode;
  /** One or more. */
  objectives: { metric: string; mode: OptimizeMode }[];
  tuner: string;
  assessor: string | null;
  trainingService: string;
  trialConcurrency: number;
  maxTrialNumber: number | null;
  maxExperimentDurationSeconds: number | null;
  maxTrialDurationSeconds: number | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** Time spent running when the answer was made. */
  runSeconds: number;
  /** Configurations that wait to become trials. */
  queued: number;
  /** Results from elsewhere that the tuner was told. */
  imported: number;
  /** Of its configuration; in the answer to its creation only. */
  warnings?: { path: string; line: number; message: string }[];
  counts: {
    total: number;
    waiting: number;
    running: number;
    succeeded: number;
    failed: number;
    /** By the user or the system. */
    canceled: number;
    earlyStopped: number;
  };
  /** Of several objectives, by the first. */
  best: { number: number; value: number; objectives?: Record<string, Value>; configuration: Configuration } | null;
}

/** An experiment of another data directory of the same home. */
export interface HomeExperiment {
  experiment: Experiment;
  dataDirectory: string;
  /** Where its live server listens. */
  server: string | null;
}

export interface Trial {
  id: string;
  number: number;
  state: TrialState;
  /** Why it ended so, for people. */
  reason: string | null;
  configuration: Configuration;
  /** Who wanted this configuration evaluated. */
  source: 'tuner' | 'queue';
  /** Why the tuner proposed it, for people. */
  note: string | null;
  /** The tuner's word to itself. */
  tag: string | null;
  /** How much it is to spend, in units of the tuner's options. */
  budget: number | null;
  /** The trial that it continues. */
  parent: number | null;
  /** 0 before the first attempt. */
  attempt: number;
  /** The final value. */
  value: Value | null;
  /** The final values of all objectives by metric; only where there are several. */
  objectives?: Record<string, Value>;
  /** The newest intermediate value. */
  latest: Value | null;
  reportCount: number;
  createdAt: string;
  /** Start of the last attempt. */
  startedAt: string | null;
  endedAt: string | null;
  exitCode: number | null;
  /** On a succeeded trial: its value stands for a missing one. */
  failure: Failure | null;
  /** Who asked for the last attempt, if somebody did and said so. */
  worker: string | null;
  outputDirectory: string | null;
  /** Attempts before the last one, where there are any. */
  earlierAttempts?: Attempt[];
  /** Numbers of its final report that were asked for. */
  metrics?: Record<string, Value>;
}

/** An attempt before the last one of its trial. */
export interface Attempt {
  attempt: number;
  startedAt: string | null;
  endedAt: string | null;
  /** What the trial became when it ended. */
  state: TrialState;
  reason: string | null;
  exitCode: number | null;
}

export interface TrialPage {
  /** The last position of the log that it knows. */
  asOf: number;
  /** Matching trials over all pages. */
  total: number;
  offset: number;
  trials: Trial[];
}

export interface Metric {
  attempt: number;
  sequence: number;
  kind: 'intermediate' | 'final';
  /** `default` and other named numbers. */
  values: Record<string, Value>;
  at: string;
}

/** A report of any trial of an experiment. */
export interface TrialMetric extends Metric {
  trial: number;
}

/** The intermediate results of many trials, few points of each. */
export interface Curves {
  /** The last position of the log that they know. */
  asOf: number;
  metric: string;
  /** How many trials there are to choose from. */
  total: number;
  offset: number;
  curves: Curve[];
}

export interface Curve {
  trial: number;
  attempt: number;
  /** How many values the attempt reported. */
  size: number;
  /** Which of them these are, counted from 0. */
  indexes: number[];
  values: Value[];
}

/** All trials of an experiment, or a sample of them, as columns: index i of every array belongs to trial `numbers[i]`. */
export interface Columns {
  /** The last position of the log that they know. */
  asOf: number;
  /** How many trials there are; more than `numbers` when this is a sample. */
  total: number;
  /** Names of the numbers that trials reported. */
  metricNames: string[];
  /** Ascending. */
  numbers: number[];
  /** Index in the order of TrialState. */
  states: number[];
  values: (Value | null)[];
  attempts: number[];
  /** Milliseconds since 1970. */
  createdAt: number[];
  startedAt: (number | null)[];
  endedAt: (number | null)[];
  earlierAttempts: ColumnAttempt[];
  /** As in the search space, those of a nested choice behind it. */
  parameters: ColumnParameter[];
  /** Final values of the other numbers that were asked for. */
  metrics: ColumnMetric[];
}

/** An attempt before the last one of its trial. */
export interface ColumnAttempt {
  trial: number;
  attempt: number;
  startedAt: number | null;
  endedAt: number | null;
  /** What the trial became when it ended. */
  state: number;
}

/** Either `values`, or `words` and for each trial the index of one, -1 for none. */
export interface ColumnParameter {
  name: string;
  values?: (number | null)[];
  words?: string[];
  indexes?: number[];
}

export interface ColumnMetric {
  name: string;
  values: (Value | null)[];
}

/** A part of what a trial's command printed. */
export interface TrialOutput {
  attempt: number;
  stream: 'stdout' | 'stderr';
  path: string;
  /** Bytes there are. */
  size: number;
  /** The first byte of `text`. */
  from: number;
  /** The first byte behind it: `from` of the request for what follows. */
  next: number;
  text: string;
}

/** Why an experiment moves, or does not. */
export interface Activity {
  headline: string;
  notes: ActivityNote[];
  slots: { limit: number; used: number };
  waiting: number;
  queued: number;
  tuner: { busy: boolean; since: string | null; lastProposalAt: string | null };
  lastEndedAt: string | null;
  /** Newest first. */
  errors: ActivityError[];
}

export interface ActivityNote {
  kind: 'slots' | 'queue' | 'tuner' | 'gpu' | 'retry' | 'limit' | 'held' | 'orphaned' | 'silent' | 'trainingService';
  text: string;
  since: string | null;
}

export interface ActivityError {
  position: number;
  at: string;
  type: string;
  message: string;
  stackTrace: string | null;
  trial: number | null;
}

/** How much of the values' variance each parameter explains. */
export interface Importance {
  method: string;
  source: string;
  metric: string;
  /** How many trials it was computed from. */
  trials: number;
  /** How much of the variance the model explains, 0 to 1. */
  fit: number;
  parameters: { name: string; importance: number; deviation: number }[];
  pairs: { first: string; second: string; importance: number }[];
}

/** Predicted values over one or two parameters, the mean over all others. */
export interface Marginals {
  x: MarginalAxis;
  y: MarginalAxis | null;
  /** By rows of y. */
  mean: number[];
  deviation: number[];
  trials: number;
}

/** Either `positions` or `words`. */
export interface MarginalAxis {
  name: string;
  positions?: number[];
  words?: string[];
}

/** Changed limits; null removes one. */
export interface Update {
  trialConcurrency?: number;
  maxTrialNumber?: number | null;
  /** `90s`, `10m`, `1.5h`, `2d`, or seconds. */
  maxExperimentDuration?: string | number | null;
  maxTrialDuration?: string | number | null;
  searchSpace?: Record<string, unknown>;
}

export interface CheckedConfiguration {
  /** Complete, with all defaults. */
  configuration: Record<string, unknown>;
  warnings: { path: string; line: number; message: string }[];
}

/** Something that configurations can name. */
export interface Algorithm {
  name: string;
  aliases: string[];
  description: string;
  plugin: string;
  pluginVersion: string;
  /** For people who choose, by heading; empty when its author says nothing. */
  profile: Record<string, string>;
  options: AlgorithmOption[];
}

export interface AlgorithmOption {
  name: string;
  type: 'integer' | 'number' | 'text' | 'flag' | 'word' | 'integers' | 'group';
  default: unknown;
  required: boolean;
  /** Type and range in words. */
  expected: string;
  description: string;
  /** What an option of type `word` can be. */
  words: string[];
  /** What is inside an option of type `group`. */
  options: AlgorithmOption[];
}

export interface Algorithms {
  tuners: Algorithm[];
  assessors: Algorithm[];
  trainingServices: Algorithm[];
}

/** One message of the event stream. */
export interface Change {
  position: number;
  at: string;
  /** Type of the stored event, for example `trial.ended`. */
  type: string;
  experimentId: string;
  experiment?: Experiment;
  trial?: Trial;
  metric?: Metric;
}
