/** How the values of a parameter are spread. */
export type Scale = 'linear' | 'log';

export interface SpaceParameter {
  /** `outer/inner` inside a nested choice. */
  name: string;
  /** As configured: `loguniform`, `choice`. */
  type: string;
  scale: Scale;
  /** Whole numbers only. */
  whole: boolean;
  /** Limits as far as it has any. */
  low: number | undefined;
  high: number | undefined;
  /** Step of a quantized one. */
  step: number | undefined;
  /** Middle and spread of a normal one; of its logarithm, if it has a logarithmic scale. */
  normal?: { mean: number; deviation: number } | undefined;
  /** What a choice can be; those of a nested choice are the names of its options. */
  options: readonly unknown[] | undefined;
  /** The option of an outer choice that it belongs to. */
  condition: { parameter: string; option: string } | undefined;
}

export interface Distribution {
  _type: string;
  _value: unknown[];
}

/** The parameters of a search space as configurations have it, those of nested choices behind their parent. */
export function readSearchSpace(space: unknown): SpaceParameter[] {
  return isObject(space) ? parametersIn(space, '', undefined) : [];
}

/** The parameters of a configuration in which nested choices are chosen so; options may have parameters of the same name. */
export function activeParameters(space: unknown, chosen: (choice: string) => unknown): SpaceParameter[] {
  return isObject(space) ? parametersIn(chosenSpace(space, '', chosen), '', undefined) : [];
}

/** The space with what is inside of options that are not chosen left out. */
function chosenSpace(space: Record<string, unknown>, path: string, chosen: (choice: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(space).map(([key, distribution]) => {
      if (!isDistribution(distribution) || distribution._type !== 'choice') return [key, distribution];
      const name = path + key;
      const options = distribution._value.map((option) => {
        if (!isOption(option)) return option;
        return option._name === chosen(name) ? { _name: option._name, ...chosenSpace(withoutName(option), `${name}/`, chosen) } : { _name: option._name };
      });
      return [key, { ...distribution, _value: options }];
    }),
  );
}

function parametersIn(space: Record<string, unknown>, path: string, condition: SpaceParameter['condition']): SpaceParameter[] {
  return Object.entries(space)
    .filter((entry): entry is [string, Distribution] => isDistribution(entry[1]))
    .flatMap(([key, distribution]) => parameter(path + key, distribution, condition));
}

function parameter(name: string, { _type: type, _value: value }: Distribution, condition: SpaceParameter['condition']): SpaceParameter[] {
  const plain = { name, type, scale: 'linear' as Scale, whole: false, low: undefined, high: undefined, step: undefined, options: undefined, condition };
  if (type === 'ordinal') return [{ ...plain, options: value }];
  if (type === 'choice') {
    const nested = value.filter(isOption);
    const options = value.map((each) => (isOption(each) ? each._name : each));
    const inner = nested.flatMap((option) =>
      parametersIn(withoutName(option), `${name}/`, { parameter: name, option: option._name }),
    );
    return [{ ...plain, options }, ...merged(inner)];
  }
  const [first, second, third] = value.map(Number);
  const scale: Scale = type.includes('log') ? 'log' : 'linear';
  if (type.endsWith('randint')) return [{ ...plain, scale, whole: true, low: first, high: second === undefined ? undefined : second - 1 }];
  if (type.includes('normal')) {
    const normal = first === undefined || second === undefined ? undefined : { mean: first, deviation: second };
    return [{ ...plain, scale, step: third, normal }];
  }
  return [{ ...plain, scale, low: first, high: second, step: third, whole: type.startsWith('q') && third === 1 }];
}

/** A parameter that several options have is listed once. */
function merged(parameters: SpaceParameter[]): SpaceParameter[] {
  const seen = new Map<string, SpaceParameter>();
  for (const each of parameters) if (!seen.has(each.name)) seen.set(each.name, each);
  return [...seen.values()];
}

export function withoutName(option: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(option).filter(([key]) => key !== '_name'));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isDistribution(value: unknown): value is Distribution {
  return isObject(value) && typeof value._type === 'string' && Array.isArray(value._value);
}

export function isOption(value: unknown): value is Record<string, unknown> & { _name: string } {
  return isObject(value) && typeof value._name === 'string';
}
