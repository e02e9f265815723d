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
}

export interface TrialPage {
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
