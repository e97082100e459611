import { readFileSync } from 'node:fs';
import { getNamedType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { SCOPES } from '../../src/platform/access/scopes';
import type { Scope } from '../../src/platform/access/scopes';

/** What is needed by a name, as the table of docs/access.md has it: of root fields, reports and single fields. */
export function scopesInDocs(): ReadonlyMap<string, Scope> {
  const [, table = ''] = readFileSync('docs/access.md', 'utf8').split('## Scopes');
  const rows = SCOPES.map((scope) => [scope, lineOf(scope, table)] as const);
  const named = rows.flatMap(([scope, line]) => {
    const [fields = '', reports = ''] = line.split(/the reports? /);
    return [
      ...[...fields.matchAll(/`([a-zA-Z]+)`/g)].slice(1).map(([, name = '']) => [name, scope] as const),
      ...[...reports.matchAll(/\b([a-z]+)\b(?=[,:;]| +\||$)/g)].map(
        ([, name = '']) => [`report ${name}`, scope] as const,
      ),
    ];
  });
  return new Map(named);
}

function lineOf(scope: Scope, table: string): string {
  const line = table.split('\n').find((one) => one.startsWith(`| \`${scope}\``));
  if (line === undefined) throw new Error(`docs/access.md does not say what ${scope} opens`);
  return line;
}

/** Arguments without which a root field is not answered. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  stats: 'granularity: TOTAL, groupBy: [ACCOUNT, OPERATOR, PAGE]',
  targets: 'groupBy: [ACCOUNT, OPERATOR]',
  changes: 'measures: ["episodesStarted"]',
  distribution: 'measure: FIRST_RESPONSE',
  responseCurve: 'measure: FIRST_RESPONSE',
  explain: 'measure: "episodesStarted"',
  attributeValues: 'name: "plan"',
};

/** A question for a root field with all that it has, but for what is left out. */
export function questionFor(
  field: GraphQLField<unknown, unknown>,
  {
    range,
    extra = {},
    without,
  }: { range: string; extra?: Readonly<Record<string, string>>; without: (name: string) => boolean },
): string {
  const takesRange = field.args.some(({ name }) => name === 'from');
  const given = [takesRange ? range : '', ARGUMENTS[field.name] ?? '', extra[field.name] ?? ''].filter(
    (text) => text !== '',
  );
  const type = getNamedType(field.type);
  if (!isObjectType(type)) throw new Error(`${field.name} is no object`);
  const list = given.length === 0 ? '' : `(${given.join(', ')})`;
  return `{ ${field.name}${list} ${selectionOf(type, without)} }`;
}

function selectionOf(type: GraphQLObjectType, without: (name: string) => boolean): string {
  const fields = Object.values(type.getFields())
    .filter(({ name, args }) => !without(`${type.name}.${name}`) && args.length === 0)
    .map((field) => {
      const within = getNamedType(field.type);
      return isObjectType(within) ? `${field.name} ${selectionOf(within, without)}` : field.name;
    });
  return `{ ${fields.join(' ')} }`;
}

/** The root fields of a schema. */
export function rootFieldsOf(schema: GraphQLSchema): GraphQLField<unknown, unknown>[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {});
}
