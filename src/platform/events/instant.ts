/** Nothing that is stored has a time before 1970 or from this on (milliseconds): the times of buckets have 32 bits. */
export const LATEST_MS = Date.UTC(2106, 0, 1);

const TEXT =
  /^(\d{4})-(\d\d)-(\d\d)[t ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?(?: ?(?:z|utc|gmt|([+-])(\d\d)(?::?(\d\d))?))?$/i;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The instant that a text names, in milliseconds since 1970: ISO 8601 in its usual spellings ("Event time" in
 * docs/metrics.md). A text without a zone is UTC. What the calendar or the clock does not have is no instant, and
 * neither is one before 1970 or from 2106 on, which the 32-bit bucket times cannot hold.
 */
export function asInstant(value: unknown): number | undefined {
  const parts = typeof value === 'string' ? TEXT.exec(value.trim()) : null;
  if (parts === null) return undefined;
  const number = (index: number) => Number(parts[index] ?? 0);
  const [year, month, day] = [number(1), number(2), number(3)];
  const [hour, minute, second] = [number(4), number(5), number(6)];
  const millisecond = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const [zoneHour, zoneMinute] = [number(9), number(10)];
  if (!isDay(year, month, day) || minute > 59 || zoneHour > 23 || zoneMinute > 59) return undefined;
  // ISO 8601 calls the end of a day 24:00, and nothing after it.
  if (hour > 24 || (hour === 24 && minute + second + number(7) > 0)) return undefined;

  const ahead = (parts[8] === '-' ? -1 : 1) * (zoneHour * 60 + zoneMinute) * MINUTE_MS;
  const instant = Date.UTC(year, month - 1, day, hour, minute, second, millisecond) - ahead;
  // A leap second ends a day of UTC; like every clock of a computer, this one takes it for the second after it.
  if (second > 60 || (second === 60 && instant % DAY_MS !== millisecond)) return undefined;
  return instant >= 0 && instant < LATEST_MS ? instant : undefined;
}

function isDay(year: number, month: number, day: number): boolean {
  // Date.UTC takes the years before 100 for those of the 20th century.
  if (year < 1969 || month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
