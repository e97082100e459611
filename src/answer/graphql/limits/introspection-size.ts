import { isEnumType, isInputObjectType, isObjectType } from 'graphql';
import type { FieldNode, GraphQLSchema } from 'graphql';
import { fieldsOf, selectionsOf } from './resolved-fields';
import type { ResolvedOperation } from './resolved-fields';

/** How long the lists are that the fields of introspection answer with, on average, by the name of the field. */
export type ListLengths = Readonly<Record<string, number>>;

export function listLengths(schema: GraphQLSchema): ListLengths {
  const types = Object.values(schema.getTypeMap());
  const fields = types.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []));
  const inputs = types.flatMap((type) => (isInputObjectType(type) ? Object.values(type.getFields()) : []));
  const words = types.flatMap((type) => (isEnumType(type) ? type.getValues() : []));
  const args = fields.flatMap((field) => field.args);
  return {
    types: types.length,
    directives: schema.getDirectives().length,
    fields: fields.length / types.length,
    inputFields: inputs.length / types.length,
    enumValues: words.length / types.length,
    args: args.length / fields.length,
  };
}

/**
 * How many values an answer to introspection holds, about.
 * @param most to count up to: fields within fields within fields may be too many even to count
 */
export function introspectionSize(
  nodes: readonly FieldNode[],
  operation: ResolvedOperation,
  lengths: ListLengths,
  most: number,
): number {
  let size = 0;
  const count = (selected: readonly FieldNode[], times: number): void => {
    for (const [, inner] of fieldsOf(selectionsOf(selected), operation)) {
      if (size > most) return;
      const name = inner[0]?.name.value ?? '';
      // Also a short list is a value to make.
      const values = times * (lengths[name] ?? 1);
      size += Math.max(1, values);
      count(inner, values);
    }
  };
  count(nodes, 1);
  return size;
}
