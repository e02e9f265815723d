/** What a JSON text says, and where. */
export interface JsonText {
  value: unknown;
  /** The line, counted from 1, where the value of a path such as `lr._value[0]` begins; the whole is at ''. */
  lines: ReadonlyMap<string, number>;
}

/** The text is no JSON. */
export class JsonTextError extends Error {
  /** Counted from 1. */
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.name = 'JsonTextError';
    this.line = line;
  }
}

/**
 * Reads JSON (RFC 8259) and remembers the lines, which the parser of the browser does not tell. A name that an object
 * has twice is an error, since one of the values would be lost.
 *
 * @throws JsonTextError
 */
export function readJson(text: string): JsonText {
  const lines = new Map<string, number>();
  let at = 0;
  let line = 1;

  const skip = () => {
    for (; at < text.length && /\s/.test(text.charAt(at)); at++) if (text.charAt(at) === '\n') line++;
  };
  const fail = (expected: string): never => {
    const found = at < text.length ? `"${text.charAt(at)}"` : 'the end';
    throw new JsonTextError(line, `${found} (expected: ${expected})`);
  };
  const take = (character: string): boolean => {
    skip();
    if (text.charAt(at) !== character) return false;
    at++;
    return true;
  };
  /** A token that only the browser's parser understands in full: a string or a number. */
  const token = (pattern: RegExp, expected: string): unknown => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found === undefined) return fail(expected);
    try {
      const value: unknown = JSON.parse(found);
      at += found.length;
      return value;
    } catch {
      return fail(expected);
    }
  };

  const value = (path: string): unknown => {
    skip();
    lines.set(path, line);
    if (take('{')) return object(path);
    if (take('[')) return array(path);
    return token(/"(?:[^"\\\n]|\\.)*"|-?[\w.+-]+/y, 'a value');
  };
  const object = (path: string): unknown => {
    const members = new Map<string, unknown>();
    if (take('}')) return {};
    do {
      skip();
      const begin = line;
      const name = text.charAt(at) === '"' ? (token(/"(?:[^"\\\n]|\\.)*"/y, 'a name in double quotes') as string) : fail('a name in double quotes');
      if (members.has(name)) throw new JsonTextError(begin, `${name} is there twice`);
      if (!take(':')) fail(`: after ${JSON.stringify(name)}`);
      const inside = path === '' ? name : `${path}.${name}`;
      members.set(name, value(inside));
    } while (take(','));
    if (!take('}')) fail(', or }');
    return Object.fromEntries(members);
  };
  const array = (path: string): unknown => {
    const items: unknown[] = [];
    if (take(']')) return items;
    do items.push(value(`${path}[${items.length}]`));
    while (take(','));
    if (!take(']')) fail(', or ]');
    return items;
  };

  const whole = value('');
  skip();
  if (at < text.length) fail('the end');
  return { value: whole, lines };
}

/** The line of a path, or of what it is in when there is nothing at it. */
export function lineOf({ lines }: JsonText, path: string): number | undefined {
  for (let known = path; known !== ''; known = known.replace(/(?:\.?[^.[\]]+|\[\d*\])$/, '')) {
    const line = lines.get(known);
    if (line !== undefined) return line;
    if (!/[.[]/.test(known)) break;
  }
  return undefined;
}

/** So that a distribution is one line. */
const WIDTH = 96;

/** JSON for people: what fits on a line is on one. */
export function writeJson(value: unknown, indent = ''): string {
  const flat = oneLine(value);
  if (typeof value !== 'object' || value === null || (indent !== '' && indent.length + flat.length <= WIDTH)) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    return value.length === 0 ? '[]' : `[\n${value.map((item) => inner + writeJson(item, inner)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([name, member]) => `${inner}${JSON.stringify(name)}: ${writeJson(member, inner)}`);
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

function oneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(oneLine).join(', ')}]`;
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${oneLine(member)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
