import { Temporal } from 'temporal-polyfill';
import { BadInput } from '../bad-input';

/** The text names no time zone of the IANA database. */
export class InvalidZone extends BadInput {
  constructor(name: string) {
    super(
      `${JSON.stringify(name.slice(0, 64))} is not a time zone: give an IANA name such as "Europe/Berlin", ` +
        '"America/New_York" or "UTC" (offsets such as "+02:00" are refused: they have no daylight-saving time).',
    );
  }
}

/** Temporal also takes offsets and whole timestamps for a zone; both begin with something else than a letter. */
const NAME = /^[A-Za-z][A-Za-z0-9_+/-]*$/;

/**
 * The IANA name of a zone, in the spelling of its letters that the time zone database uses.
 * @throws InvalidZone for an offset, `Z`, an unknown name and anything else.
 */
export function requireZone(name: string): string {
  if (!NAME.test(name)) throw new InvalidZone(name);
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidZone(name);
    throw error;
  }
}
