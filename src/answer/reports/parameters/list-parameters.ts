import { BadInput } from '../../measures/bad-input';
import type { Enumeration } from '../../measures/columns/column';
import type { AttributeValues } from '../../measures/stats/dimensions';
import type { Parameter } from './parameter';
import { requireWord } from './single-parameters';

const list = { isFamily: false, isRequired: false } as const;

/** Any texts; an empty one is a text as well. None given: an empty list. */
export function texts(name: string, description: string): Parameter<readonly string[]> {
  return {
    ...{ ...list, name, description },
    schema: { type: 'array', items: { type: 'string' } },
    read: (query) => query.list(name),
  };
}

/** Some of some words, each once. */
export function words<Value extends string>(
  name: string,
  { values }: Pick<Enumeration<Value>, 'values'>,
  description: string,
): Parameter<readonly Value[]> {
  return {
    ...{ ...list, name, description },
    schema: { type: 'array', items: { type: 'string', enum: values } },
    read: (query) => {
      const given = query.list(name).filter((text) => text !== '');
      return [...new Set(given.map((text) => requireWord(name, text, values)))];
    },
  };
}

/** Values by the names of visitors' attributes: `attribute.plan=pro`. */
export function attributeValues(prefix: string, description: string): Parameter<readonly AttributeValues[]> {
  return {
    ...{ ...list, name: prefix, description, isFamily: true },
    schema: {
      type: 'object',
      additionalProperties: { type: 'array', items: { type: 'string' } },
    },
    read: (query) =>
      query
        .names()
        .filter((name) => name.startsWith(prefix))
        .map((name) => {
          const attribute = name.slice(prefix.length);
          if (attribute === '') throw new BadInput(`"${prefix}" needs the name of an attribute behind it.`);
          return { name: attribute, values: query.list(name) };
        }),
  };
}
