import ICAL from 'ical.js';

/** All-day entries beyond it are not asked for: rules that repeat for ever end there. */
const LAST_DAY = '2099-12-31';
/** Days of one file, those of repeated entries each counted. */
export const MAX_ICS_DAYS = 10_000;
const REPEATED_BY_DAYS = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
/** What RFC 5545 has in a rule for days. What else there is would be passed over. */
const RULE_PARTS = /^(freq|until|count|interval|wkst|bymonth|bymonthday|byday|byyearday|byweekno|bysetpos)$/i;

// Many calendars write days without saying that they are days (VALUE=DATE).
ICAL.design.strict = false;

/** A day that an .ics file names. */
export interface IcsDay {
  /** `2026-12-25`. */
  readonly day: string;
  /** The title of its entry. */
  readonly name: string;
  /** Whether the entry is shown as free ("transparent"). */
  readonly isFree: boolean;
}

/** What an .ics file holds. */
export interface IcsEntries {
  /** Of all-day entries that are not cancelled, in the order of the file. */
  readonly days: readonly IcsDay[];
  /** Titles of entries that are no whole days. */
  readonly timed: readonly string[];
  /** Titles of entries that are cancelled. */
  readonly cancelled: readonly string[];
}

/** The text is no iCalendar file that can be used; the message says why, and goes on from the file's name. */
export class IcsUnusable extends Error {}

/**
 * Reads the entries of an .ics file (RFC 5545): an all-day entry is each day from its start to before its end, at every
 * repetition (RRULE, RDATE) that is not left out (EXDATE), and as an entry of its own says otherwise (RECURRENCE-ID).
 * @throws IcsUnusable
 */
export function readIcsEntries(text: string): IcsEntries {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text))
    throw new IcsUnusable('is no calendar: it must begin with BEGIN:VCALENDAR');
  const reader = new EntryReader();
  for (const calendar of calendarsIn(text)) reader.readCalendar(calendar);
  return reader;
}

function calendarsIn(text: string): ICAL.Component[] {
  try {
    const parsed = ICAL.parse(text) as unknown[];
    const calendars = Array.isArray(parsed[0]) ? parsed : [parsed];
    return calendars.map((one) => new ICAL.Component(one as ConstructorParameters<typeof ICAL.Component>[0]));
  } catch (error) {
    throw new IcsUnusable(
      `cannot be read as a calendar: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

class EntryReader implements IcsEntries {
  readonly days: IcsDay[] = [];
  readonly timed: string[] = [];
  readonly cancelled: string[] = [];

  readCalendar(calendar: ICAL.Component): void {
    const entries = calendar.getAllSubcomponents('vevent');
    const exceptions = entries.filter((one) => one.hasProperty('recurrence-id'));
    for (const entry of entries) {
      if (exceptions.includes(entry)) continue;
      const uid = entry.getFirstPropertyValue('uid');
      const own = exceptions.filter((one) => uid !== null && one.getFirstPropertyValue('uid') === uid);
      this.readEntry(entry, own);
    }
    // Of a series whose own entry is not in the file, they stand for themselves.
    const known = new Set(entries.filter((one) => !exceptions.includes(one)).map(uidOf));
    for (const one of exceptions) if (!known.has(uidOf(one))) this.readEntry(one, []);
  }

  private readEntry(entry: ICAL.Component, exceptions: readonly ICAL.Component[]): void {
    const title = titleOf(entry);
    try {
      this.read(entry, exceptions, title);
    } catch (error) {
      if (error instanceof IcsUnusable) throw error;
      throw new IcsUnusable(
        `has an entry "${title}" that cannot be read: ${error instanceof Error ? error.message : ''}`,
      );
    }
  }

  private read(entry: ICAL.Component, exceptions: readonly ICAL.Component[], title: string): void {
    const event = new ICAL.Event(entry, { exceptions: [...exceptions], strictExceptions: false });
    const start = entry.getFirstPropertyValue('dtstart');
    requireDays(entry, title);
    if (!(start instanceof ICAL.Time))
      throw new IcsUnusable(`has an entry "${title}" without a start (DTSTART)`);
    if (isCancelled(entry)) this.cancelled.push(title);
    else if (!start.isDate) this.timed.push(title);
    else if (!event.isRecurring()) this.add(event, event.startDate, event.endDate);
    else this.readRepeated(event, title);
  }

  private readRepeated(event: ICAL.Event, title: string): void {
    const frequencies = Object.keys(event.getRecurrenceTypes() as object);
    const other = frequencies.find((one) => !REPEATED_BY_DAYS.includes(one));
    if (other !== undefined) throw new IcsUnusable(`repeats "${title}" ${other}, which no whole day does`);
    for (const rule of event.component.getAllProperties('rrule')) {
      const [, , , parts] = rule.jCal as unknown[];
      const odd = Object.keys(parts as object).find((part) => !RULE_PARTS.test(part));
      if (odd !== undefined)
        throw new IcsUnusable(`repeats "${title}" by ${odd.toUpperCase()}, which is not supported`);
    }
    for (const time of repetitionsOf(event)) {
      const { item, startDate, endDate } = event.getOccurrenceDetails(time) as unknown as Occurrence;
      if (isCancelled(item.component)) this.cancelled.push(titleOf(item.component));
      else if (!startDate.isDate) this.timed.push(titleOf(item.component));
      else this.add(item, startDate, endDate);
    }
  }

  private add({ component }: ICAL.Event, start: ICAL.Time, end: ICAL.Time): void {
    const name = titleOf(component);
    const isFree = textOf(component, 'transp') === 'TRANSPARENT';
    const day = start.clone();
    do {
      if (this.days.length >= MAX_ICS_DAYS) throw tooMany();
      this.days.push({ day: dayOf(day), name, isFree });
      day.adjust(1, 0, 0, 0);
    } while (day.compareDateOnlyTz(end, ICAL.Timezone.localTimezone) < 0 && dayOf(day) <= LAST_DAY);
  }
}

/** What `getOccurrenceDetails` gives. */
interface Occurrence {
  readonly item: ICAL.Event;
  readonly startDate: ICAL.Time;
  readonly endDate: ICAL.Time;
}

/** The starts of an entry that repeats. @throws IcsUnusable where there are too many */
function* repetitionsOf(event: ICAL.Event): Generator<ICAL.Time, void, undefined> {
  const { component, startDate } = event;
  // The first is the start itself, which the library leaves out where RDATE alone repeats it.
  if (!component.hasProperty('rrule') && !datesOf(component, 'rdate', 'exdate').includes(dayOf(startDate)))
    yield startDate;
  const repetitions = event.iterator();
  for (let count = 0; count <= MAX_ICS_DAYS; count += 1) {
    const next = repetitions.next() as ICAL.Time | null | undefined;
    if (next === null || next === undefined || dayOf(next) > LAST_DAY) return;
    if (isOfRules(next, event)) yield next;
  }
  throw tooMany();
}

function datesOf(component: ICAL.Component, ...properties: string[]): string[] {
  const values: unknown[] = properties.flatMap((name) =>
    component.getAllProperties(name).flatMap((one) => one.getValues() as unknown[]),
  );
  return values.flatMap((value) => (value instanceof ICAL.Time ? [dayOf(value)] : []));
}

/**
 * Whether a repetition is a day that its rules name: where there is no 29 February the library goes on to 1 March, and
 * RFC 5545 has no repetition then (3.3.10).
 */
function isOfRules(time: ICAL.Time, { component, startDate }: ICAL.Event): boolean {
  const rules = component
    .getAllProperties('rrule')
    .map((one) => one.getFirstValue())
    .filter((one) => one instanceof ICAL.Recur);
  if (rules.length === 0 || component.hasProperty('rdate')) return true;
  return rules.some(({ freq, parts }) => {
    const months = (parts['BYMONTH'] ?? []).map(Number);
    const days = (parts['BYMONTHDAY'] ?? []).map(Number);
    const isMonthOpen = ['BYDAY', 'BYYEARDAY', 'BYWEEKNO'].some((part) => part in parts);
    if (months.length > 0 && !months.includes(time.month)) return false;
    if (days.length > 0) return days.some((day) => day < 0 || day === time.day);
    if (isMonthOpen || (freq !== 'YEARLY' && freq !== 'MONTHLY')) return true;
    return (
      time.day === startDate.day &&
      (freq === 'MONTHLY' || months.length > 0 || time.month === startDate.month)
    );
  });
}

/** @throws IcsUnusable for a day that does not exist: the library would take another one */
function requireDays(entry: ICAL.Component, title: string): void {
  for (const property of ['dtstart', 'dtend'].flatMap((name) => entry.getAllProperties(name))) {
    const [, , , value] = property.jCal as unknown[];
    const day = typeof value === 'string' ? value.slice(0, LAST_DAY.length) : '';
    const midnight = new Date(`${day}T00:00Z`);
    if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day))
      throw new IcsUnusable(`has an entry "${title}" on ${day}, a day that does not exist`);
  }
}

function tooMany(): IcsUnusable {
  return new IcsUnusable(
    `holds more than ${MAX_ICS_DAYS} days up to ${LAST_DAY}: give entries that repeat an end (UNTIL or COUNT), or hours to a weekday`,
  );
}

function uidOf(entry: ICAL.Component): unknown {
  return entry.getFirstPropertyValue('uid');
}

function titleOf(entry: ICAL.Component): string {
  return textOf(entry, 'summary').replace(/\s+/g, ' ').trim();
}

function isCancelled(entry: ICAL.Component): boolean {
  return textOf(entry, 'status').toUpperCase() === 'CANCELLED';
}

function textOf(entry: ICAL.Component, property: string): string {
  const value: unknown = entry.getFirstPropertyValue(property);
  return typeof value === 'string' ? value : '';
}

function dayOf({ year, month, day }: ICAL.Time): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
