import { registerEnumType } from '@nestjs/graphql';
import type { Enumeration } from '../measures/columns/column';

const registered = new Map<Enumeration, object>();

/** The GraphQL type of a list of words, under its name in the contract. To be asked for while modules load. */
export function enumType(enumeration: Enumeration): object {
  const known = registered.get(enumeration);
  if (known !== undefined) return known;
  const { name, description, values } = enumeration;
  const type = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(type, { name, ...(description === undefined ? {} : { description }) });
  registered.set(enumeration, type);
  return type;
}
