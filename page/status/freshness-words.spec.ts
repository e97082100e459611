import type { Freshness } from '../api/status';
import { freshnessWords } from './freshness-words';

const NOW = Date.parse('2026-11-26T10:00:00Z');
const fresh: Freshness = {
  lastReceivedAt: '2026-11-26T09:59:00Z',
  lastRollupAt: '2026-11-26T09:59:48Z',
  eventsOnDisk: 2,
  eventsPending: 1,
  operatorMessagesUnlinked: 3,
  coverage: 0.998,
  received: [],
  deliveriesNotUnderstood: 0,
  stateEventsDatedBefore: 0,
  copilotUnrecognised: false,
  rebuildDue: false,
  numbersMixed: false,
  rebuild: null,
  rulesProblems: [],
};

describe('the freshness', () => {
  it('says how long ago things were counted, and what is missing', () => {
    expect(freshnessWords(fresh, NOW)).toEqual({
      state: 'current',
      text: 'Up to date, 12\u00a0s ago',
      coverage: 'coverage 99.8 %',
      unlinked: '3 operator messages without a chat',
    });
  });

  it('warns when nothing was counted for more than a minute', () => {
    const words = freshnessWords({ ...fresh, lastRollupAt: '2026-11-26T09:55:00Z' }, NOW);
    expect(words).toMatchObject({ state: 'stale', text: 'Out of date: last counted 5\u00a0m ago' });
  });

  it('warns when much waits', () => {
    expect(freshnessWords({ ...fresh, eventsPending: 1200 }, NOW)).toMatchObject({ state: 'behind' });
    expect(freshnessWords({ ...fresh, lastRollupAt: null }, NOW)).toMatchObject({ state: 'behind' });
  });

  it('knows a service that nothing has come to', () => {
    const empty = { ...fresh, lastReceivedAt: null, lastRollupAt: null, eventsOnDisk: 0, eventsPending: 0 };
    expect(freshnessWords({ ...empty, coverage: null, operatorMessagesUnlinked: 0 }, NOW)).toEqual({
      state: 'empty',
      text: 'No events yet',
      coverage: 'coverage not compared',
      unlinked: '',
    });
  });
});
