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
import type { FieldNode, GraphQLFieldMap, GraphQLOutputType, GraphQLSchema } from 'graphql';
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
  string: ['String', 'ID', 'Boolean', 'enum'],
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
  const type = schema.getQueryType()?.getFields()[root.name.value]?.type;
  const lists = (target.root_selector ?? '').split('.').slice(2);
  return [
    ...unless(root.alias?.value === 'rows', 'the root field is not called rows'),
    ...rowProblems(type, root, lists, target.columns ?? []),
  ];
}

/** @param lists names of the lists within the field whose rows are wanted: none for those of the field itself */
function rowProblems(
  type: GraphQLOutputType | undefined,
  field: FieldNode,
  [list, ...lists]: readonly string[],
  columns: readonly ColumnJson[],
): string[] {
  const inner = isNonNullType(type) ? type.ofType : undefined;
  // `rows: null` would be a silent "No data". A single object is one row.
  const isSure = isListType(inner) ? isNonNullType(inner.ofType) : isObjectType(inner);
  const row = type === undefined ? undefined : getNamedType(type);
  const fields = isObjectType(row) ? row.getFields() : {};
  const selected = (field.selectionSet?.selections ?? []).flatMap((one) =>
    one.kind === Kind.FIELD ? [one] : [],
  );
  const [first, ...others] = selected;
  const problems = unless(isSure, `${field.name.value} may be null`);
  if (list === undefined) return [...problems, ...columnProblems(fields, selected, columns)];
  return first?.name.value === list && others.length === 0
    ? [...problems, ...rowProblems(fields[list]?.type, first, lists, columns)]
    : [`asks for something else than ${list}`];
}

function columnProblems(
  fields: GraphQLFieldMap<unknown, unknown>,
  selected: readonly FieldNode[],
  columns: readonly ColumnJson[],
): string[] {
  // What a row calls it; its type is that of what the schema calls it.
  const names = selected.map(({ name, alias = name }) => alias.value);
  const typeOf = (selector: string) => {
    const field = selected.find(({ name, alias = name }) => alias.value === selector);
    return field === undefined ? undefined : fields[field.name.value]?.type;
  };
  return [
    ...names.flatMap((name) =>
      unless(
        columns.some(({ selector }) => selector === name),
        `${name} is asked for and not shown`,
      ),
    ),
    ...columns.flatMap(({ selector, type: columnType }) => {
      const fieldType = typeOf(selector);
      const leaf = fieldType === undefined ? undefined : getNamedType(fieldType);
      if (!names.includes(selector) || !isLeafType(leaf)) return [`${selector} is not asked for, or no leaf`];
      const scalar = 'getValues' in leaf ? 'enum' : leaf.name;
      return unless(
        READABLE[columnType]?.includes(scalar) === true,
        `${selector} is ${scalar}, not ${columnType}`,
      );
    }),
  ];
}
