import type { Column } from './column';

/** Where somebody who looks at a list would go on reading. */
export const LINK_COLUMN = {
  name: 'link',
  type: 'TEXT',
  isNullable: true,
  description: "The chat in SignalZen's console; null where the rules do not say where that is (`chatLink`).",
} as const satisfies Column;

/** A column of several names in one text: see {@link joinedNames}. @param what they are */
export function namesColumn<Name extends string>(name: Name, what: string) {
  const description = `${what}, by name and separated by commas (\`\\,\` is one within a name); '' for none.`;
  return { name, type: 'TEXT', isNullable: false, description } as const satisfies Column;
}

/** Several names in one text, as lists of arguments are written: rows hold no lists. */
export function joinedNames(names: readonly string[]): string {
  return names.map((name) => name.replaceAll(',', '\\,')).join(', ');
}
