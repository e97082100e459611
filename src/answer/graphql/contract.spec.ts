import { readFileSync } from 'node:fs';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import type { GraphQLArgument, GraphQLInputField, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { serviceSchema } from '../../../test/dashboards/service-schema';

/** Every member of a type as one line: `StatsRow.ratings: Int!`, `Query.stats(timezone): String = "UTC"`. */
function membersOf(schema: GraphQLSchema): Set<string> {
  const types = Object.values(schema.getTypeMap()).filter(
    (type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type),
  );
  return new Set(types.flatMap((type) => [`type ${type.name}`, ...membersOfType(type)]));
}

function membersOfType(type: GraphQLNamedType): string[] {
  if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => inputLine(type.name, field));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    `${type.name}.${field.name}: ${field.type.toString()}`,
    ...field.args.map((argument) => inputLine(`${type.name}.${field.name}`, argument)),
  ]);
}

function inputLine(owner: string, { name, type, defaultValue }: GraphQLArgument | GraphQLInputField): string {
  const given = defaultValue === undefined ? '' : ` = ${JSON.stringify(defaultValue)}`;
  return `${owner}(${name}): ${type.toString()}${given}`;
}

/** What the contract says in words: rows of stats have ends of an interval beside each number that is no count. */
function endsOf(member: string): string[] {
  const [, name] = /^StatsRow\.(\w+): Float$/.exec(member) ?? [];
  return name === undefined || name === 'figure'
    ? []
    : ['Low', 'High'].map((end) => `StatsRow.${name}${end}: Float`);
}

describe('the GraphQL schema', () => {
  let ours: Set<string>;
  const named = membersOf(buildSchema(readFileSync('test/contract/schema.graphql', 'utf8')));
  const contract = new Set([...named].flatMap((member) => [member, ...endsOf(member)]));

  beforeAll(async () => {
    ours = membersOf(await serviceSchema());
  });

  it('names nothing differently from the public contract', () => {
    expect([...ours].filter((member) => !contract.has(member))).toEqual([]);
  });

  it('holds all of it', () => {
    expect(contract.size).toBeGreaterThan(200);
    expect([...contract].filter((member) => !ours.has(member))).toEqual([]);
  });
});
