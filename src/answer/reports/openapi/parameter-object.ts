import type { Parameter, Schema } from '../parameters/parameter';

/** A parameter as OpenAPI describes it. */
export function parameterObject({ name, description, isRequired, isFamily, schema }: Parameter): Schema {
  if (!isFamily) return { name, in: 'query', description, required: isRequired, schema };
  // The members of an exploded object are parameters of their own, with the name that they have in it.
  return {
    name: name.replace(/\W+$/, 's'),
    ...{ in: 'query', description, required: isRequired, style: 'form', explode: true },
    schema: {
      type: 'object',
      patternProperties: { [`^${name.replaceAll('.', '\\.')}.+`]: schema['additionalProperties'] },
    },
  };
}
