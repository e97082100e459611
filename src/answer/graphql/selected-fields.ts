import type { GraphQLResolveInfo } from 'graphql';
import { fieldsOf, namesOf, selectionsOf } from './limits/resolved-fields';

/** What a query selects of the rows of a root field, through fragments as well. */
export interface SelectedFields {
  /** As the schema names them. */
  readonly names: ReadonlySet<string>;
  /** How many values a row has in the answer: a field may be asked for by several names. */
  readonly count: number;
}

export function selectedFields({
  fieldNodes,
  fragments,
  variableValues,
}: GraphQLResolveInfo): SelectedFields {
  const fields = fieldsOf(selectionsOf(fieldNodes), { fragments, variables: variableValues });
  return { names: namesOf(fields), count: fields.size };
}
