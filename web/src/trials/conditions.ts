/** The operators of conditions, with what they mean to people. */
export const OPERATORS: readonly { operator: string; meaning: string }[] = [
  { operator: '=', meaning: 'is' },
  { operator: '!=', meaning: 'is not' },
  { operator: '<', meaning: 'is less than' },
  { operator: '<=', meaning: 'is at most' },
  { operator: '>', meaning: 'is more than' },
  { operator: '>=', meaning: 'is at least' },
  { operator: '~', meaning: 'contains' },
];

/** What conditions can ask of every trial, besides its parameters. */
export const FACTS: readonly string[] = ['value', 'latest', 'duration', 'attempt', 'reports', 'reason', 'number', 'created', 'started', 'ended', 'budget', 'parent', 'tag', 'exit'];

/** A part of a condition: `lr`, `<`, `0.1`. */
export interface Condition {
  name: string;
  operator: string;
  value: string;
}

const FORM = /^\s*([^<>=!~]+?)\s*(<=|>=|!=|==|<|>|=|~)\s*(.*?)\s*$/;

export function formatCondition({ name, operator, value }: Condition): string {
  return `${name}${operator}${value}`;
}

/** The parts of a condition, or `undefined` where the server has to say what is wrong with it. */
export function parseCondition(text: string): Condition | undefined {
  const [, name, operator, value] = FORM.exec(text) ?? [];
  if (name === undefined || operator === undefined || value === undefined) return undefined;
  return { name, operator: operator === '==' ? '=' : operator, value };
}
