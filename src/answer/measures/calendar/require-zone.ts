import { zoneNamed } from '../../../platform/zones/zone-name';
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

/**
 * The IANA name of a zone, in the spelling of its letters that the time zone database uses.
 * @throws InvalidZone for an offset, `Z`, an unknown name and anything else.
 */
export function requireZone(name: string): string {
  const zone = zoneNamed(name);
  if (zone === undefined) throw new InvalidZone(name);
  return zone;
}
