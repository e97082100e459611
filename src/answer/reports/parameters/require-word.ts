import { BadInput } from '../../measures/bad-input';

/** @throws BadInput for a text that is none of the words, naming them */
export function requireWord<Value extends string>(
  name: string,
  text: string,
  values: readonly Value[],
): Value {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  throw new BadInput(
    `"${name}" cannot be ${JSON.stringify(text.slice(0, 64))}: it takes ${values.join(', ')}.`,
  );
}
