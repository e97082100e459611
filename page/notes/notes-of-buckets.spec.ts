import type { Annotation } from '../api/annotations';
import { notesOfBuckets } from './notes-of-buckets';
import { daysOf, timesOf } from './note-times';

const note = (text: string, time: string, endTime: string | null = null): Annotation => ({
  ...{ id: text, account: null, text },
  time,
  endTime,
});
const day = (date: string) => ({
  from: Date.parse(`${date}T00:00:00Z`),
  to: Date.parse(`${date}T00:00:00Z`) + 86_400_000,
});

describe('notesOfBuckets', () => {
  const days = [day('2026-01-05'), day('2026-01-06'), day('2026-01-07')];

  it('puts a moment into its bucket, and a time into all that it lasts', () => {
    const notes = [
      note('first moment', '2026-01-05T00:00:00Z'),
      note('last moment', '2026-01-05T23:59:59.999Z'),
      note('two days', '2026-01-06T00:00:00Z', '2026-01-08T00:00:00Z'),
      note('before', '2026-01-01T00:00:00Z', '2026-01-05T00:00:00Z'),
      note('after', '2026-01-08T00:00:00Z'),
    ];
    expect(notesOfBuckets(notes, days)).toEqual([
      ['first moment', 'last moment'],
      ['two days'],
      ['two days'],
    ]);
  });
});

describe('the days of a note', () => {
  it.each([
    [{ first: '2026-03-29', last: '2026-03-29' }],
    [{ first: '2026-03-28', last: '2026-03-29' }],
    [{ first: '2026-10-24', last: '2026-10-26' }],
  ])('are those that were given, over a change of clocks too: %o', (days) => {
    expect(daysOf(timesOf(days, 'Europe/Vilnius'), 'Europe/Vilnius')).toEqual(days);
  });
});
