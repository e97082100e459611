import { readIcsEntries } from './ics-entries';

/** A calendar of entries, each of lines that `|` divides. */
const calendar = (...entries: string[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...entries.flatMap((entry) => ['BEGIN:VEVENT', ...entry.split('|'), 'END:VEVENT']),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
const daysOf = (...entries: string[]) => readIcsEntries(calendar(...entries)).days.map(({ day }) => day);
const firstDays = (entry: string, count: number) => daysOf(entry).slice(0, count);

describe('The days of an .ics file', () => {
  it.each([
    ['DTSTART;VALUE=DATE:20261225', ['2026-12-25']],
    ['DTSTART:20261225', ['2026-12-25']],
    ['DTSTART;VALUE=DATE:20261230|DTEND;VALUE=DATE:20270102', ['2026-12-30', '2026-12-31', '2027-01-01']],
    ['DTSTART;VALUE=DATE:20261225|DTEND;VALUE=DATE:20261225', ['2026-12-25']],
    ['DTSTART;VALUE=DATE:20240228|DURATION:P3D', ['2024-02-28', '2024-02-29', '2024-03-01']],
    [
      'DTSTART;VALUE=DATE:20260101|RDATE;VALUE=DATE:20260105,20260107',
      ['2026-01-01', '2026-01-05', '2026-01-07'],
    ],
  ])('are from the start of an entry to before its end: %s', (lines, days) => {
    expect(daysOf(`UID:1|${lines}|SUMMARY:X`)).toEqual(days);
  });

  it.each([
    ['FREQ=YEARLY', '20241225', ['2024-12-25', '2025-12-25', '2026-12-25']],
    ['FREQ=YEARLY', '20240229', ['2024-02-29', '2028-02-29', '2032-02-29']],
    ['FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;UNTIL=20271231', '20260101', ['2026-01-01', '2027-01-01']],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '20241128', ['2024-11-28', '2025-11-27', '2026-11-26']],
    ['FREQ=MONTHLY', '20240131', ['2024-01-31', '2024-03-31', '2024-05-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1', '20240131', ['2024-01-31', '2024-02-29', '2024-03-31']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '20240101', []],
    ['FREQ=WEEKLY;INTERVAL=2;COUNT=2', '20240101', ['2024-01-01', '2024-01-15']],
  ])('repeat as RRULE says: %s from %s', (rule, start, days) => {
    expect(firstDays(`UID:1|DTSTART;VALUE=DATE:${start}|RRULE:${rule}|SUMMARY:X`, 3)).toEqual(days);
  });

  it('leave out what is excluded or cancelled, and move what has an entry of its own', () => {
    const { days, cancelled } = readIcsEntries(
      calendar(
        'UID:1|DTSTART;VALUE=DATE:20241225|RRULE:FREQ=YEARLY;COUNT=5|EXDATE;VALUE=DATE:20261225|SUMMARY:X',
        'UID:1|RECURRENCE-ID;VALUE=DATE:20251225|DTSTART;VALUE=DATE:20251226|SUMMARY:Moved',
        'UID:1|RECURRENCE-ID;VALUE=DATE:20271225|DTSTART;VALUE=DATE:20271225|STATUS:CANCELLED|SUMMARY:Not then',
        'UID:2|DTSTART;VALUE=DATE:20260601|STATUS:CANCELLED|SUMMARY:Never',
      ),
    );
    expect(days.map(({ day, name }) => `${day} ${name}`)).toEqual([
      '2024-12-25 X',
      '2025-12-26 Moved',
      '2028-12-25 X',
    ]);
    expect(cancelled).toEqual(['Not then', 'Never']);
  });

  it('tell what is shown as free, and what is no whole day', () => {
    const { days, timed } = readIcsEntries(
      calendar(
        'UID:1|DTSTART;VALUE=DATE:20261225|TRANSP:TRANSPARENT|SUMMARY:Free',
        'UID:2|DTSTART:20261224T120000Z|DTEND:20261224T180000Z|SUMMARY:Afternoon',
      ),
    );
    expect(days).toEqual([{ day: '2026-12-25', name: 'Free', isFree: true }]);
    expect(timed).toEqual(['Afternoon']);
  });

  it('have a title of several lines in one', () => {
    const { days } = readIcsEntries(
      calendar('UID:1|DTSTART;VALUE=DATE:20261225|SUMMARY:Christ\r\n mas\\, day\\none'),
    );
    expect(days[0]?.name).toBe('Christmas, day one');
  });

  it.each([
    ['<!doctype html>', 'must begin with BEGIN:VCALENDAR'],
    ['BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n', 'cannot be read as a calendar'],
    [calendar('UID:1|SUMMARY:X'), 'an entry "X" without a start'],
    [calendar('UID:1|DTSTART;VALUE=DATE:20261325|SUMMARY:X'), '2026-13-25, a day that does not exist'],
    [calendar('UID:1|DTSTART;VALUE=DATE:20260101|RRULE:FREQ=HOURLY|SUMMARY:X'), 'repeats "X" HOURLY'],
    [calendar('UID:1|DTSTART;VALUE=DATE:20260101|RRULE:FREQ=YEARLY;BYEASTER=0|SUMMARY:X'), 'by BYEASTER'],
    [calendar('UID:1|DTSTART;VALUE=DATE:20260101|RRULE:FREQ=DAILY|SUMMARY:X'), 'more than 10000 days'],
    [
      calendar('UID:1|DTSTART;VALUE=DATE:19000101|DTEND;VALUE=DATE:29990101|SUMMARY:X'),
      'more than 10000 days',
    ],
  ])('are refused where nobody can say which they are: %#', (text, problem) => {
    expect(() => readIcsEntries(text)).toThrow(problem);
  });
});
