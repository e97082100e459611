import { BadInput } from '../../measures/bad-input';
import { readTime } from '../../measures/calendar/instant';
import type { TimeInput } from '../../measures/calendar/instant';
import type { Enumeration } from '../../measures/columns/column';
import type { Parameter } from './parameter';

const single = { isFamily: false, isRequired: false } as const;

/** A point in time that must be given. */
export function time(name: string, description: string): Parameter<TimeInput> {
  return {
    ...{ ...single, name, description, isRequired: true },
    schema: { type: 'string', examples: ['2026-01-31T12:00:00Z', '2026-01-31'] },
    read: (query) => {
      const given = query.one(name);
      if (given === undefined) throw new BadInput(`"${name}" is missing: ${description}`);
      const read = readTime(given);
      if (read !== undefined) return read;
      throw new BadInput(
        `"${name}" must be a time of ISO 8601 with a zone, such as 2026-01-31T12:00:00Z, or a date; in a URL a plus sign is written %2B.`,
      );
    },
  };
}

/** One of some words; `fallback` where none is given. */
export function word<Value extends string, Fallback extends Value | undefined>(
  name: string,
  { values }: Enumeration<Value>,
  fallback: Fallback,
  description: string,
): Parameter<Value | Fallback> {
  return {
    ...{ ...single, name, description },
    schema: { type: 'string', enum: values, ...(fallback === undefined ? {} : { default: fallback }) },
    read: (query) => {
      const text = query.one(name);
      return text === undefined ? fallback : requireWord(name, text, values);
    },
  };
}

/** One of some words that must be given. */
export function requiredWord<Value extends string>(
  name: string,
  enumeration: Enumeration<Value>,
  description: string,
): Parameter<Value> {
  const optional = word(name, enumeration, undefined, description);
  return {
    ...optional,
    isRequired: true,
    read: (query) => {
      const value = optional.read(query);
      if (value !== undefined) return value;
      throw new BadInput(`"${name}" is missing: one of ${enumeration.values.join(', ')}.`);
    },
  };
}

export function text<Fallback extends string | undefined>(
  name: string,
  fallback: Fallback,
  description: string,
): Parameter<string | Fallback> {
  return {
    ...{ ...single, name, description },
    schema: { type: 'string', ...(fallback === undefined ? {} : { default: fallback }) },
    read: (query) => query.one(name) ?? fallback,
  };
}

export function flag<Fallback extends boolean | undefined>(
  name: string,
  fallback: Fallback,
  description: string,
): Parameter<boolean | Fallback> {
  return {
    ...{ ...single, name, description },
    schema: { type: 'boolean', ...(fallback === undefined ? {} : { default: fallback }) },
    read: (query) => {
      const given = query.one(name);
      if (given === undefined) return fallback;
      if (given === 'true' || given === '1') return true;
      if (given === 'false' || given === '0') return false;
      throw new BadInput(`"${name}" must be true or false.`);
    },
  };
}

/** A whole number from `least` on. */
export function wholeNumber<Fallback extends number | undefined>(
  name: string,
  { least, fallback, description }: { least: number; fallback: Fallback; description: string },
): Parameter<number | Fallback> {
  return {
    ...{ ...single, name, description },
    schema: { type: 'integer', minimum: least, ...(fallback === undefined ? {} : { default: fallback }) },
    read: (query) => {
      const given = query.one(name);
      if (given === undefined) return fallback;
      const value = Number(given);
      if (/^\d{1,15}$/.test(given) && value >= least) return value;
      throw new BadInput(`"${name}" must be a whole number, ${least} or more.`);
    },
  };
}

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
