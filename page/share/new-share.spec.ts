import { NO_SELECTION } from '../view/view';
import type { View } from '../view/view';
import { newShare } from './new-share';

const NOW = Date.parse('2026-11-26T09:30:00Z');
const VIEW: View = {
  ...{ chosen: { preset: 'last-7-days' }, compare: 'previous', zone: 'UTC', clock: 'CALENDAR' },
  ...{
    selection: { ...NO_SELECTION, teams: ['Sales'] },
    bucket: 'auto',
    table: 'operators',
    live: undefined,
    episodes: undefined,
    spread: undefined,
    chat: undefined,
  },
};
const options = { name: 'Board', days: 30, now: NOW };

describe('what is asked for to share a view', () => {
  it('moves on with it, or is of the days that it shows now', () => {
    expect(newShare(VIEW, { ...options, moves: true })).toMatchObject({
      ...{ name: 'Board', preset: 'LAST_7_DAYS', zone: 'UTC', compare: 'PREVIOUS_PERIOD' },
      ...{ filter: { teams: ['Sales'] }, expiresAt: '2026-12-26T09:30:00.000Z' },
    });
    const frozen = newShare(VIEW, { ...options, moves: false });
    expect(frozen).toMatchObject({ from: '2026-11-20T00:00:00.000Z', to: '2026-11-27T00:00:00.000Z' });
    expect(frozen).not.toHaveProperty('preset');
  });

  it('is compared by weekdays as well, and with what begins at a date where it stays', () => {
    const shared = (compare: View['compare'], moves: boolean) => {
      const { compare: asked, daysBefore } = newShare({ ...VIEW, compare }, { ...options, moves });
      return [asked, daysBefore];
    };
    expect(shared('year-weekdays', true)).toEqual(['PREVIOUS_PERIOD', 364]);
    expect(shared({ since: '2026-11-06' }, false)).toEqual(['PREVIOUS_PERIOD', 14]);
    expect(shared({ since: '2026-11-06' }, true)).toEqual(['NONE', null]);
    expect(shared('year', true)).toEqual(['PREVIOUS_YEAR', null]);
  });

  it('stays what it is where days are chosen', () => {
    const days: View = { ...VIEW, chosen: { first: '2026-10-01', last: '2026-10-31' } };
    expect(newShare(days, { ...options, moves: true })).toMatchObject({
      ...{ from: '2026-10-01T00:00:00.000Z', to: '2026-11-01T00:00:00.000Z' },
    });
  });
});
