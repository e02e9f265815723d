import type { Configuration } from '../../api/types';

/** Configurations as somebody wrote them, or what is wrong with the text. */
export interface ReadConfigurations {
  configurations: Configuration[] | undefined;
  problem: string | undefined;
}

/** One configuration, or a list of them, as JSON. */
export function readConfigurations(text: string): ReadConfigurations {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (problem) {
    return { configurations: undefined, problem: problem instanceof Error ? problem.message : String(problem) };
  }
  const list: unknown[] = Array.isArray(read) ? read : [read];
  if (list.length === 0) return { configurations: undefined, problem: 'an empty list (expected: a configuration, or a list of them)' };
  const wrong = list.find((each) => typeof each !== 'object' || each === null || Array.isArray(each));
  if (wrong !== undefined) return { configurations: undefined, problem: `${JSON.stringify(wrong)} (expected: an object with the parameters)` };
  return { configurations: list as Configuration[], problem: undefined };
}
