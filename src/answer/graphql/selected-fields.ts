import { valueFromASTUntyped } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { fieldsOf, namesOf, selectionsOf } from './limits/resolved-fields';

/** What a query selects of the rows of a root field, through fragments as well. */
export interface SelectedFields {
  /** As the schema names them. */
  readonly names: ReadonlySet<string>;
  /** What the arguments of a field are called with, over all of its aliases. */
  readonly argumentsOf: (field: string) => Readonly<Record<string, unknown>>[];
  /** How many values a row has in the answer: a field may be asked for by several names. */
  readonly count: number;
}

export function selectedFields({
  fieldNodes,
  fragments,
  variableValues,
}: GraphQLResolveInfo): SelectedFields {
  const fields = fieldsOf(selectionsOf(fieldNodes), { fragments, variables: variableValues });
  const argumentsOf = (field: string) =>
    [...fields.values()]
      .flat()
      .filter(({ name }) => name.value === field)
      .map(({ arguments: given = [] }) =>
        Object.fromEntries(
          given.map(({ name, value }) => [name.value, valueFromASTUntyped(value, variableValues)]),
        ),
      );
  return { names: namesOf(fields), argumentsOf, count: fields.size };
}
