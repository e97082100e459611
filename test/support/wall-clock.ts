const DAY_MS = 86_400_000;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const DATE = /^([A-Z][a-z]{2} (\d{1,2}) ([A-Z][a-z]{2})) (\d{4})$/;
const TIME = /^(.+ \d{4}) (\d\d):(\d\d)(?::(\d\d(?:\.\d{1,3})?))?(?:, the (first|second) time)?$/;

/**
 * @param text such as `Mon 2 Mar 2026`
 * @returns the start of that date in UTC: a date of the calendar, not a moment
 * @throws Error for a date that does not exist, or has another weekday
 */
export function dateIn(text: string): number {
  const [, label, day, month, year] = DATE.exec(text) ?? [];
  const date = Date.UTC(Number(year), MONTHS.indexOf(month ?? ''), Number(day));
  if (label === undefined || dayLabel(date) !== label) throw new Error(`"${text}" is not a date`);
  return date;
}

/** @returns such as `Mon 2 Mar` */
export function dayLabel(date: number): string {
  const day = new Date(date);
  return `${WEEKDAYS[day.getUTCDay()]} ${day.getUTCDate()} ${MONTHS[day.getUTCMonth()]}`;
}

/**
 * The moment at which the clocks of a zone show a date and a time, found by looking at them.
 * @param text such as `Mon 2 Mar 2026 09:00` or `Sun 25 Oct 2026 03:50:30, the second time`
 * @throws Error for a time that these clocks do not show, or show twice when the text does not say which
 */
export function momentIn(text: string, zone: string): number {
  const [, date, hours, minutes, seconds = '0', which] = TIME.exec(text) ?? [];
  if (date === undefined) throw new Error(`"${text}" is not a date and a time`);
  const sinceMidnight = (Number(hours) * 60 + Number(minutes)) * 60_000 + Math.round(Number(seconds) * 1000);
  const wall = dateIn(date) + sinceMidnight;
  const moments = momentsOf(wall, zone);
  if ((moments.length === 2) !== (which !== undefined))
    throw new Error(`the clocks of ${zone} show "${text}" ${moments.length} times`);
  const moment = moments[which === 'second' ? 1 : 0];
  if (moment === undefined) throw new Error(`the clocks of ${zone} never show "${text}"`);
  return moment;
}

/** Noon of a date, which is there on every day. */
export function noonOf(date: number, zone: string): number {
  return momentsOf(date + DAY_MS / 2, zone)[0] ?? NaN;
}

/** The moments at which the clocks show this: none, one or two, the first first. */
function momentsOf(wall: number, zone: string): number[] {
  const aheads = [wall - DAY_MS, wall + DAY_MS].map((near) => wallClockAt(near, zone) - near);
  return [...new Set(aheads.map((ahead) => wall - ahead))]
    .filter((moment) => wallClockAt(moment, zone) === wall)
    .toSorted((one, other) => one - other);
}

/** What the clocks of a zone show, as if it were UTC. */
function wallClockAt(moment: number, zone: string): number {
  const shown = new Intl.DateTimeFormat('sv', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(moment);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) + (moment % 1000);
}
