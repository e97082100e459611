import { z } from 'zod';
import { nearestName } from '../../edit-distance';

/**
 * An object of these keys and no others. Of unknown keys the message is the list of the known ones, from which whoever
 * words problems finds the one that is meant.
 */
export function keyed<Shape extends z.core.$ZodShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? known.join(' ') : `must hold keys: ${known.join(', ')}`,
  });
}

/** What a schedule, a target or a team is called. */
const name = z.string().regex(
  // eslint-disable-next-line no-control-regex -- they are what is refused
  /^[^\s\x00-\x1f\x7f]([^\x00-\x1f\x7f]{0,98}[^\s\x00-\x1f\x7f])?$/,
  'must be a name of 1 to 100 characters, without blanks around it',
);

/** Things by their names. */
export function named<Value extends z.ZodType>(value: Value, what: string) {
  return z.record(name, value, { error: `must hold ${what} by their names` });
}

/** One value, or a list of several, as a list. */
export function oneOrMore<Value extends z.ZodType<unknown, string | number>>(value: Value, what: string) {
  return z
    .union([value, z.array(value).min(1, `must be ${what}`)], { error: `must be ${what}` })
    .transform((given): z.output<Value>[] => (Array.isArray(given) ? given : [given]));
}

/** One of these words. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, {
    error: ({ input }) => {
      const meant = typeof input === 'string' ? nearestName(input, words) : undefined;
      return `must be ${words.join(', ')}${meant === undefined ? '' : `: did you mean ${meant}?`}`;
    },
  });
}
