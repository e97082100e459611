import type { SharedView } from '../api/shared-view';
import { NO_SELECTION } from './view';
import { viewOfShare } from './view-of-share';

const SHARE: SharedView = {
  ...{ name: 'Board', from: '2026-10-31T23:00:00Z', to: '2026-11-30T23:00:00Z', preset: null, host: null },
  ...{
    timezone: 'Europe/Berlin',
    compare: 'PREVIOUS_YEAR',
    daysBefore: null,
    clock: 'WORKING',
    expiresAt: '2026-12-24T00:00:00Z',
  },
  filter: {
    ...{ accounts: [], operators: [], teams: ['Sales'], pages: [], copilot: null, hours: 'ALL' },
    attributes: [{ name: 'plan', values: ['pro'] }],
  },
};

describe('the view of a share link', () => {
  it('is of the days that it says, and of nothing else', () => {
    expect(viewOfShare(SHARE)).toEqual({
      chosen: { first: '2026-11-01', last: '2026-11-30' },
      ...{ compare: 'year', zone: 'Europe/Berlin', clock: 'WORKING' },
      ...{
        bucket: 'auto',
        table: 'operators',
        live: undefined,
        episodes: undefined,
        spread: undefined,
        chat: undefined,
      },
      selection: { ...NO_SELECTION, teams: ['Sales'], attributes: new Map([['plan', ['pro']]]) },
    });
  });

  it('is compared by weekdays, or with what begins at a date, where the link is', () => {
    const compared = (daysBefore: number) =>
      viewOfShare({ ...SHARE, compare: 'PREVIOUS_PERIOD', daysBefore }).compare;
    expect([compared(364), compared(40)]).toEqual(['year-weekdays', { since: '2026-09-22' }]);
  });

  it('moves on where the link does', () => {
    expect(viewOfShare({ ...SHARE, preset: 'LAST_7_DAYS' }).chosen).toEqual({ preset: 'last-7-days' });
  });
});
