/** A value as a YAML 1.2 document in block style; lists of plain values are on one line. */
export function toYaml(value: unknown): string {
  return isScalar(value) || isEmpty(value) ? `${inline(value)}\n` : `${block(value, '').join('\n')}\n`;
}

function block(value: unknown, indent: string): string[] {
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (isInline(item)) return [`${indent}- ${inline(item)}`];
      const [first = '', ...rest] = block(item, `${indent}  `);
      return [`${indent}- ${first.trimStart()}`, ...rest];
    });
  }
  return Object.entries(value as Record<string, unknown>).flatMap(([name, member]) =>
    isInline(member) ? [`${indent}${text(name)}: ${inline(member)}`] : [`${indent}${text(name)}:`, ...block(member, `${indent}  `)],
  );
}

function isInline(value: unknown): boolean {
  return isScalar(value) || isEmpty(value) || (Array.isArray(value) && value.every(isScalar));
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value === 'string') return text(value);
  return JSON.stringify(value);
}

/** Words that need no quotes wherever they stand. */
const PLAIN = /^[A-Za-z_/][\w/.@+-]*(?: [\w/.@+-]+)*$/;

/** Plain words that other versions of YAML take for something else. */
const OTHER = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i;

/** A string, in quotes where it would be read as something else. */
function text(value: string): string {
  return PLAIN.test(value) && !OTHER.test(value) ? value : JSON.stringify(value);
}
