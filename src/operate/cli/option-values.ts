import { InvalidArgumentError } from 'commander';
import { parsedUrl } from '../../platform/events/parsed-url';
import { instantOption } from './instant-option';

/** Reads the value of an option that is a whole number, 0 or more. */
export function whole(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

/** Reads the value of an option that is a whole number, 1 or more. */
export function positive(text: string): number {
  const value = whole(text);
  if (value === 0) throw new InvalidArgumentError('It must be 1 or more.');
  return value;
}

/** Reads the value of an option that is a share. */
export function fraction(text: string): number {
  const value = text.trim() === '' ? NaN : Number(text);
  if (!(value >= 0 && value <= 1)) throw new InvalidArgumentError('It must be from 0 to 1.');
  return value;
}

/** Reads the value of an option that is a port; 0 is any that is free. */
export function port(text: string): number {
  const value = whole(text);
  if (value > 65_535) throw new InvalidArgumentError('It must be at most 65535.');
  return value;
}

/** Reads the value of an option that is a web address. */
export function webAddress(text: string): URL {
  const parsed = parsedUrl(text);
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new InvalidArgumentError('It must be an http or https address.');
  }
  return parsed;
}

/** Reads the value of an option that is a point in time which is over, as milliseconds. */
export function pastInstant(text: string): number {
  const instant = instantOption(text);
  if (instant > Date.now()) throw new InvalidArgumentError('It must not be in the future.');
  return instant;
}
