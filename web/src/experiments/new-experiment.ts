import type { ConfigurationText } from '../api/client';

/** A configuration that somebody is about to start. */
export interface Draft {
  text: string;
  /** Of the file it came from. */
  file?: string | undefined;
  /** Why the file could not be read. */
  problem?: string | undefined;
}

export const EMPTY_DRAFT: Draft = { text: '' };

/** More is no configuration that somebody wrote. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The text of a dropped or chosen file. Never fails: what is wrong is in the draft. */
export async function readDraft(files: readonly File[]): Promise<Draft> {
  const [file, ...others] = files;
  if (file === undefined) return EMPTY_DRAFT;
  const refused = (problem: string): Draft => ({ text: '', file: file.name, problem });
  if (others.length > 0) return { text: '', problem: `These are ${files.length} files. One configuration at a time, please.` };
  if (file.size > MAX_BYTES) return refused(`${file.name} is larger than ${MAX_BYTES / 1024 / 1024} MiB. Is it a configuration?`);
  try {
    const text = await file.text();
    return text.includes('\0') ? refused(`${file.name} is not a text file.`) : { text, file: file.name };
  } catch {
    // A folder, for example.
    return refused(`${file.name} could not be read.`);
  }
}

/** The text as the API takes it. */
export function configurationText(text: string, base: string): ConfigurationText {
  const type = text.trimStart().startsWith('{') ? 'json' : 'yaml';
  return base.trim() === '' ? { text, type } : { text, type, base: base.trim() };
}

/** What there is to say about a checked configuration in a line: `TPE, 24 trials, 2 at a time, local`. */
export function outline(configuration: Record<string, unknown>): string {
  const { maxTrialNumber, maxExperimentDuration, trialConcurrency } = configuration;
  const parts = [
    nameOf(configuration.tuner, 'name'),
    typeof maxTrialNumber === 'number' ? `${maxTrialNumber} ${maxTrialNumber === 1 ? 'trial' : 'trials'}` : 'no limit on trials',
    typeof maxExperimentDuration === 'string' ? `${maxExperimentDuration} at most` : undefined,
    typeof trialConcurrency === 'number' ? `${trialConcurrency} at a time` : undefined,
    nameOf(configuration.trainingService, 'platform'),
  ];
  return parts.filter((part) => part !== undefined).join(', ');
}

function nameOf(part: unknown, key: string): string | undefined {
  if (typeof part !== 'object' || part === null) return undefined;
  const name = (part as Record<string, unknown>)[key];
  return typeof name === 'string' ? name : undefined;
}

/** A small configuration to begin with. */
export const EXAMPLE = `experimentName: my experiment

# One value for each of these names is given to every trial.
searchSpace:
  learning_rate: {_type: loguniform, _value: [0.0001, 1]}
  batch_size: {_type: choice, _value: [16, 32, 64, 128]}

# How a trial is started, and where.
trialCommand: python3 train.py
trialCodeDirectory: /path/to/the/code

trialConcurrency: 2
maxTrialNumber: 50

optimizeMode: maximize
tuner:
  name: TPE

trainingService:
  platform: local
`;

const BASE_KEY = 'trialog.base';

/** The directory that was last given for relative paths. */
export function lastBase(): string {
  try {
    return localStorage.getItem(BASE_KEY) ?? '';
  } catch {
    // Storage may be forbidden.
    return '';
  }
}

export function rememberBase(base: string): void {
  try {
    if (base.trim() === '') localStorage.removeItem(BASE_KEY);
    else localStorage.setItem(BASE_KEY, base.trim());
  } catch {
    // Storage may be forbidden; it is typed again next time.
  }
}
