const SPELLING =
  /^(?<date>\d+-\d+-\d+)[T ](?<hour>\d\d):(?<minute>\d\d)(:(?<second>\d\d)([.,](?<fraction>\d+))?)?( ?(?<zone>Z|UTC|GMT|[+-]\d\d(:?\d\d)?))?$/i;
const DAY_MS = 86_400_000;

/**
 * UTC milliseconds of a time text. docs/metrics.md: "ISO 8601 in its usual spellings: `T` or a space, any case, `Z`,
 * `UTC`, `GMT`, `±hh`, `±hhmm`, `±hh:mm`; none means UTC; a day that does not exist (31 April) is no time", from 1970
 * to 2105. "Blanks around it do not matter."
 */
export function instantIn(value: unknown): number | undefined {
  const parts = typeof value === 'string' ? SPELLING.exec(value.trim())?.groups : undefined;
  if (parts === undefined) return undefined;
  const { date = '', hour = '', minute = '', second = '00', fraction = '' } = parts;
  const milliseconds = `${fraction}000`.slice(0, 3);
  const zone = offsetOf(parts['zone'] ?? 'Z');
  const midnight = Date.parse(`${date}T00:00:00.000Z`);
  // Date.parse knows no 31st of April, but takes it for the 1st of May.
  if (zone === undefined || !new Date(midnight || 0).toISOString().startsWith(`${date}T`)) return undefined;

  const isLeapSecond = second === '60';
  const clock = `${isLeapSecond ? `${hour}:${minute}:59` : `${hour}:${minute}:${second}`}.${milliseconds}`;
  const isMidnight = hour === '24' && /^24:00:00\.0+$/.test(`${hour}:${minute}:${second}.${fraction}0`);
  const ofDay = isMidnight ? DAY_MS : Date.parse(`1970-01-01T${clock}Z`);
  if (Number.isNaN(ofDay) || (hour === '24' && !isMidnight)) return undefined;
  const instant = midnight + ofDay - zone + (isLeapSecond ? 1000 : 0);
  // UTC has leap seconds at the end of a day only.
  if (isLeapSecond && new Date(instant).toISOString().slice(11, 19) !== '00:00:00') return undefined;
  return midnight >= Date.UTC(1969, 0) && instant >= 0 && instant < Date.UTC(2106, 0) ? instant : undefined;
}

/** Milliseconds that the clocks of a zone are ahead of UTC. */
function offsetOf(zone: string): number | undefined {
  const [, sign, hours, minutes] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  if (hours === undefined) return 0;
  const ahead = Date.parse(`1970-01-01T${hours}:${minutes ?? '00'}:00Z`);
  if (Number.isNaN(ahead) || ahead >= DAY_MS) return undefined;
  return sign === '-' ? -ahead : ahead;
}
