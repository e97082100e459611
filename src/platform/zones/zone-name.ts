import { Temporal } from 'temporal-polyfill';

/** Temporal also takes offsets and whole timestamps for a zone; both begin with something else than a letter. */
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]*$/;

/**
 * The IANA name of a zone, in the spelling of its letters that the time zone database uses; `undefined` for an offset,
 * `Z`, an unknown name and anything else.
 */
export function zoneNamed(name: string): string | undefined {
  if (!NAME.test(name)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
