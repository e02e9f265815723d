import type { ApiError } from '../../api/client';
import type { Configuration } from '../../api/types';
import { draftOf, parametersOfDraft } from './draft';

/** What the server has against configurations: what it says of a parameter, and the rest. */
export interface Refusals {
  fields: readonly { index: number; name: string; message: string }[];
  others: readonly { path: string | undefined; message: string }[];
}

/** Where the server's problems belong: their paths are such as `configurations[1].layer.size`. */
export function refusalsOf({ details, message }: ApiError, configurations: readonly Configuration[], space: unknown): Refusals {
  const fields: { index: number; name: string; message: string }[] = [];
  const others: { path: string | undefined; message: string }[] = [];
  for (const detail of details) {
    const [, index, rest] = /^configurations\[(\d+)\]\.(.+)$/.exec(detail.path ?? '') ?? [];
    const configuration = configurations[Number(index)];
    const names = configuration === undefined ? [] : parametersOfDraft(space, draftOf(space, configuration)).map(({ name }) => name);
    const name = names.find((each) => each === rest || each.replaceAll('/', '.') === rest);
    if (name === undefined) others.push({ path: detail.path, message: detail.message });
    else fields.push({ index: Number(index), name, message: detail.message });
  }
  if (details.length === 0) others.push({ path: undefined, message });
  return { fields, others };
}
