import type { Clock } from './cells';
import { cellsOf } from './cells';
import type { RawDelivery } from './delivery';
import { fullEpisodesOf } from './full-episodes';
import { historyOf } from './sample-histories';
import { copilotMessage, linkedMessage, userEvent, visitorMessage } from './samples';
import type { ReferenceHours, ReferenceHoursFrom, ReferenceSchedule } from './working-time';
import { WalkedClock } from './walked-clock';

const NINE_TO_SIX: readonly ReferenceHours[] = [['09:00', '18:00']];
const weekdays = (hours = NINE_TO_SIX) => [hours, hours, hours, hours, hours, [], []];
const HOURS: ReferenceHoursFrom = {
  zone: 'Europe/Vilnius',
  week: weekdays(),
  days: { '2026-05-01': [], '2026-05-02': [['10:00', '12:00']] },
};
const OFFICE: ReferenceSchedule = [HOURS];
const at = (text: string) => Date.parse(text);
const NOON = Date.UTC(2026, 2, 2, 12);
/** A moment of the wall clock in Vilnius in summer, as the samples count. */
const ms = (text: string) => at(`${text}+03:00`) - NOON;
const NOW = at('2026-06-01T00:00Z');

const history = (deliveries: readonly RawDelivery[], schedules: readonly ReferenceSchedule[] = [OFFICE]) =>
  historyOf(
    deliveries.map((delivery) => ({ ...delivery, receivedAt: NOW })),
    { now: NOW, schedules: { default: schedules, other: [] } },
  );
const totals = (of: ReturnType<typeof history>, clock?: Clock) => {
  const [cell] = cellsOf(of, { edges: [at('2026-01-01'), NOW], fill: true, ...(clock && { clock }) });
  return cell?.measures;
};

describe('the working clock', () => {
  const clock = new WalkedClock([OFFICE]);
  const hours = (from: string, to: string) => clock.lengthOf(at(from), at(to)).workingSeconds / 3600;

  it('counts what lies inside of working hours, to the millisecond', () => {
    expect(hours('2026-04-29T08:00+03:00', '2026-04-29T19:00+03:00')).toBe(9);
    expect(clock.lengthOf(at('2026-04-29T17:59:30.250+03:00'), at('2026-04-30T09:00:00.001+03:00'))).toEqual({
      seconds: 54_029.751,
      workingSeconds: 29.751,
    });
    expect(clock.lengthOf(at('2026-04-29T18:00+03:00'), at('2026-04-30T09:00+03:00')).workingSeconds).toBe(0);
  });

  it('knows holidays, special days, and weeks', () => {
    expect(hours('2026-04-30T18:00+03:00', '2026-05-04T09:00+03:00')).toBe(2);
    expect(hours('2026-04-27T00:00+03:00', '2026-05-25T00:00+03:00')).toBe((4 * 5 - 1) * 9 + 2);
  });

  it('is the calendar where there is no schedule, or none yet', () => {
    expect(new WalkedClock([]).lengthOf(0, 5000)).toEqual({ seconds: 5, workingSeconds: 5 });
    const later = new WalkedClock([[{ ...HOURS, from: at('2026-04-29T12:00+03:00') }]]);
    const length = later.lengthOf(at('2026-04-29T02:00+03:00'), at('2026-04-29T20:00+03:00'));
    expect(length.workingSeconds / 3600).toBe(10 + 6);
  });

  it('is open where a minute is', () => {
    const isOpen = (time: string) => clock.isOpenAt(at(time));
    expect(isOpen('2026-04-29T09:00+03:00')).toBe(true);
    expect(isOpen('2026-04-29T08:59:59.999+03:00')).toBe(false);
    expect(isOpen('2026-04-29T17:59:59.999+03:00')).toBe(true);
    expect(isOpen('2026-04-29T18:00+03:00')).toBe(false);
  });
});

describe('the measures on the working clock', () => {
  const weekend = [
    visitorMessage(1, ms('2026-04-24T17:58')),
    linkedMessage(2, ms('2026-04-27T09:03')),
    visitorMessage(3, ms('2026-04-27T09:10')),
    copilotMessage(4, ms('2026-04-27T09:11')),
    visitorMessage(5, ms('2026-04-27T17:50')),
    userEvent('closed', ms('2026-04-27T20:00')),
  ];

  it('count the same contacts, each with the working part of its waits', () => {
    const [calendar, working] = [totals(history(weekend)), totals(history(weekend), 'WORKING')];
    const day = 86_400;
    expect(calendar).toMatchObject({
      firstResponseSeconds: [3 * day - 8 * 3600 - 55 * 60],
      totalWaitSeconds: [3 * day - 8 * 3600 - 55 * 60 + 60 + 130 * 60],
    });
    expect(working).toMatchObject({
      firstResponseSeconds: [5 * 60],
      firstAnswerSeconds: [5 * 60],
      replySeconds: [5 * 60],
      totalWaitSeconds: [5 * 60 + 60 + 10 * 60],
      closureSeconds: [2 * 60 + 9 * 3600],
    });
    const counts = (measures: object | undefined) =>
      Object.entries(measures ?? {}).filter(([, value]) => typeof value === 'number');
    expect(counts(working)).toEqual(counts(calendar));
  });

  it('know waits of no working time at all', () => {
    const night = [visitorMessage(1, ms('2026-04-25T10:00')), linkedMessage(2, ms('2026-04-25T11:00'))];
    expect(totals(history(night), 'WORKING')).toMatchObject({ firstResponses: 1, firstResponseSeconds: [0] });
  });

  it('are the calendar’s without a schedule', () => {
    expect(totals(history(weekend, []), 'WORKING')).toEqual(totals(history(weekend, [])));
  });
});

describe('outside of hours', () => {
  it('start engaged episodes of an account with a schedule', () => {
    const outside = (text: string, ...more: RawDelivery[]) =>
      totals(history([visitorMessage(1, ms(text)), ...more]))?.episodesOutsideHours;
    expect(outside('2026-04-24T17:59:59')).toBe(0);
    expect(outside('2026-04-24T18:00')).toBe(1);
    expect(outside('2026-05-01T12:00')).toBe(1);
    expect(outside('2026-05-02T11:00')).toBe(0);
    const late = [visitorMessage(1, ms('2026-04-24T20:00'))];
    expect(totals(history(late, []))?.episodesOutsideHours).toBe(0);
    const created = userEvent('created', 0, { created_at: '2026-04-24T20:00:00+03:00' });
    expect(totals(history([created]))?.episodesOutsideHours).toBe(0);
    // The start decides, not the first message.
    const opened = userEvent('created', 0, { created_at: '2026-04-24T17:59:00+03:00' });
    const [episode] = fullEpisodesOf(history([opened, ...late]));
    expect(episode?.outsideHours).toBe(false);
  });
});
