import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

/** A schema of the description, as far as it is used there. */
interface Schema {
  $ref?: string;
  type?: string | string[];
  enum?: string[];
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  oneOf?: Schema[];
}

const DESCRIPTION = '../server/src/main/resources/io/trialog/adapter/http/openapi.yaml';
const { schemas } = (parse(readFileSync(DESCRIPTION, 'utf8')) as { components: { schemas: Record<string, Schema> } }).components;

/** Every schema the page reads. The others belong to trials and to monitoring. */
const USED = [
  'Error',
  'Server',
  'ExperimentState',
  'TrialState',
  'Failure',
  'Value',
  'Experiment',
  'HomeExperiment',
  'Trial',
  'Attempt',
  'TrialPage',
  'Metric',
  'TrialOutput',
  'Activity',
  'ActivityNote',
  'ActivityError',
  'Columns',
  'ColumnAttempt',
  'ColumnParameter',
  'ColumnMetric',
  'Importance',
  'Marginals',
  'MarginalAxis',
  'Change',
];
const UNUSED = [
  'Tag', // a text, as Budget and Parent are numbers
  'Budget',
  'Parent',
  'Health',
  'CheckedConfiguration',
  'Algorithms',
  'Algorithm',
  'AlgorithmOption',
  'ExportedTrial',
  'TrialMetric',
  'Curves',
  'Curve',
  'Update',
  'Queue',
  'Queued',
  'Results',
  'Imported',
  'RetriedTrials',
  'Lease',
  'Stop',
  'Asked',
  'Told',
  'Reports',
  'ReportResults',
];

const FILE = 'src/api/types.ts';
const program = ts.createProgram([FILE], { strict: true, exactOptionalPropertyTypes: true, noEmit: true });
const checker = program.getTypeChecker();

function declared(name: string): ts.Type {
  const source = program.getSourceFile(FILE);
  const module = source && checker.getSymbolAtLocation(source);
  const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name);
  if (symbol === undefined) throw new Error(`${FILE} exports no ${name}`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

/** Schema and type as the same kind of text, so that a difference can be read. */
function ofSchema(schema: Schema): unknown {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return ofSchema(schemas[name] ?? {});
  }
  if (schema.oneOf !== undefined) {
    const nullable = schema.oneOf.some((each) => each.type === 'null');
    const rest = schema.oneOf.filter((each) => each.type !== 'null').map(ofSchema);
    return union(rest, nullable);
  }
  if (schema.enum !== undefined) return union([...schema.enum], false);
  if (schema.properties !== undefined) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, property]) => [
        schema.required?.includes(name) ? name : `${name}?`,
        ofSchema(property),
      ]),
    );
  }
  const types = [schema.type ?? []].flat();
  return union(
    types.filter((type) => type !== 'null').map((type) => (type === 'integer' ? 'number' : type === 'array' ? [ofSchema(schema.items ?? {})] : type)),
    types.includes('null'),
  );
}

function ofType(type: ts.Type): unknown {
  if (type.flags & ts.TypeFlags.Boolean) return 'boolean'; // a union to the compiler
  if (type.isUnion()) {
    const parts = type.types.filter((part) => !(part.flags & ts.TypeFlags.Undefined));
    const nullable = parts.some((part) => part.flags & ts.TypeFlags.Null);
    return union(
      parts.filter((part) => !(part.flags & ts.TypeFlags.Null)).map(ofType),
      nullable,
    );
  }
  if (type.isStringLiteral()) return type.value;
  if (type.flags & ts.TypeFlags.String) return 'string';
  if (type.flags & ts.TypeFlags.Number) return 'number';
  if (checker.isArrayType(type)) return [ofType(checker.getTypeArguments(type as ts.TypeReference)[0] as ts.Type)];
  // Record<string, ...>: an object with any names.
  if (type.getStringIndexType() !== undefined) return 'object';
  return Object.fromEntries(
    type.getProperties().map((property) => {
      const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      return [optional ? `${property.name}?` : property.name, ofType(checker.getTypeOfSymbol(property))];
    }),
  );
}

function union(parts: unknown[], nullable: boolean): unknown {
  const all = nullable ? [...parts, 'null'] : parts;
  if (all.length === 1) return all[0];
  return { 'one of': all.flatMap((part) => (isUnion(part) ? part['one of'] : [part])).sort() };
}

function isUnion(part: unknown): part is { 'one of': unknown[] } {
  return typeof part === 'object' && part !== null && 'one of' in part;
}

describe('api types', () => {
  it('should know every schema of the description', () => {
    expect(Object.keys(schemas).sort()).toEqual([...USED, ...UNUSED].sort());
  });

  it.each(USED.filter((name) => name !== 'Value'))('should describe %s as the server does', (name) => {
    // The schema of a Value is any string; the type names those that its description lists.
    const described = JSON.stringify(ofSchema(schemas[name] ?? {}));
    const typed = JSON.stringify(ofType(declared(name)));
    const words = (text: string) => text.replaceAll('"-Infinity","Infinity","NaN","null","number"', '"null","number","string"');
    expect(JSON.parse(words(typed))).toEqual(JSON.parse(described));
  });

  it('should allow the values that JSON cannot write', () => {
    expect(ofType(declared('Value'))).toEqual({ 'one of': ['-Infinity', 'Infinity', 'NaN', 'number'] });
    expect(schemas.Value?.type).toEqual(['number', 'string']);
  });
});
