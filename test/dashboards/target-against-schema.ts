import {
  Kind,
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import type { FieldNode, GraphQLSchema } from 'graphql';
import { graphqlOf } from './dashboard-json';
import type { ColumnJson, TargetJson } from './dashboard-json';
import { withChoices } from './infinity/with-choices';
import { withMacros } from './infinity/with-macros';
import { unless } from './rules/rule';

const DAY = { from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 3) };

/** The scalars that a column of a type can be read from, as the plugin reads them. */
const READABLE: Readonly<Record<string, readonly string[]>> = {
  timestamp: ['DateTime'],
  number: ['Int', 'Float'],
  string: ['String', 'ID', 'enum'],
};

/** What is wrong with the question of a target, in view of the service's schema. */
export function problemsAgainst(
  schema: GraphQLSchema,
  target: TargetJson,
  choices: ReadonlyMap<string, readonly string[]>,
): string[] {
  const query = withMacros(withChoices(graphqlOf(target), choices), DAY);
  const document = parse(query);
  const errors = validate(schema, document).map(({ message }) => message);
  if (errors.length > 0) return errors;
  const [operation] = document.definitions;
  const roots = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  const [root] = roots;
  if (roots.length !== 1 || root?.kind !== Kind.FIELD) return ['has not one root field'];
  return rootProblems(schema, root, target.columns ?? []);
}

function rootProblems(schema: GraphQLSchema, root: FieldNode, columns: readonly ColumnJson[]): string[] {
  const type = schema.getQueryType()?.getFields()[root.name.value]?.type;
  const inner = isNonNullType(type) ? type.ofType : undefined;
  // `rows: null` would be a silent "No data". A single object is one row.
  const isSure = isListType(inner) ? isNonNullType(inner.ofType) : isObjectType(inner);
  const row = type === undefined ? undefined : getNamedType(type);
  const selected = (root.selectionSet?.selections ?? []).flatMap((field) =>
    field.kind === Kind.FIELD ? [field.name.value] : [],
  );
  const fields = isObjectType(row) ? row.getFields() : {};
  return [
    ...unless(root.alias?.value === 'rows', 'the root field is not called rows'),
    ...unless(isSure, `${root.name.value} may be null`),
    ...selected.flatMap((name) =>
      unless(
        columns.some(({ selector }) => selector === name),
        `${name} is asked for and not shown`,
      ),
    ),
    ...columns.flatMap(({ selector, type: columnType }) => {
      const leaf = fields[selector] === undefined ? undefined : getNamedType(fields[selector].type);
      if (!selected.includes(selector) || !isLeafType(leaf))
        return [`${selector} is not asked for, or no leaf`];
      const scalar = 'getValues' in leaf ? 'enum' : leaf.name;
      return unless(
        READABLE[columnType]?.includes(scalar) === true,
        `${selector} is ${scalar}, not ${columnType}`,
      );
    }),
  ];
}
