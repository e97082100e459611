import { z } from 'zod';

/**
 * A whole number from 0 on, or a text of its digits, as some servers write it. A number that is too large to be
 * exact is none: it could be another one.
 */
export const wholeNumber = z.custom<number | string>(
  (value) =>
    typeof value === 'string' ? /^\d{1,30}$/.test(value) : Number.isSafeInteger(value) && Number(value) >= 0,
  'must be a whole number',
);
