import type { RawDelivery } from './delivery';
import { lastEpisodeAt, totalAt } from './sample-histories';
import { HOUR, afterNoon, copilotMessage, linkedMessage, userEvent, visitorMessage } from './samples';

const outcomeOf = (ms: number, deliveries: readonly RawDelivery[], copilotDefaultOn = false) =>
  lastEpisodeAt(ms, deliveries, { copilotDefaultOn }).copilotOutcome;

const visit = visitorMessage(1, 0);
const answer = copilotMessage(2, 1000);
const enabled = (ms: number) => userEvent('enabled_copilot', ms);
const disabled = (ms: number) => userEvent('disabled_copilot', ms);
const handOffMessage = (ms: number) => visitorMessage(8, ms, { type: 'BotDisableMessage' });
const closed = userEvent('closed', HOUR);
const TAIL = 120_000;
const [SOON, LATE] = [2 * HOUR, 48 * HOUR];

describe('the copilot took part', () => {
  it('where it wrote, though it may not be known to be on', () => {
    expect(outcomeOf(SOON, [visit])).toBe('NONE');
    expect(outcomeOf(SOON, [visit, answer])).toBe('PENDING');
    expect(outcomeOf(SOON, [visit], true)).toBe('NONE');
    expect(outcomeOf(SOON, [visit, enabled(1000)])).toBe('NONE');
    expect(outcomeOf(SOON, [visit, closed, copilotMessage(2, HOUR + 1000)])).toBe('RESOLVED');
    expect(outcomeOf(SOON, [visit, closed, copilotMessage(2, HOUR + TAIL + 1)])).toBe('NONE');
    expect(outcomeOf(LATE, [closed, copilotMessage(2, HOUR + 1000)])).toBe('NONE');
  });
});

describe('the copilot could have answered', () => {
  const isEligible = (...[ms, deliveries, copilotDefaultOn = false]: Parameters<typeof outcomeOf>) =>
    lastEpisodeAt(ms, deliveries, { copilotDefaultOn }).copilotEligible;

  it('where it was on at the first visitor message, by a switch or by default', () => {
    expect(isEligible(SOON, [visit])).toBe(false);
    expect(isEligible(SOON, [visit], true)).toBe(true);
    expect(isEligible(SOON, [visit, enabled(-1000)])).toBe(true);
    expect(isEligible(SOON, [visit, enabled(-2000), disabled(-1000)])).toBe(false);
    expect(isEligible(SOON, [visit, disabled(-1000)], true)).toBe(false);
    // At one time it is switched on before the message, and off after it.
    expect(isEligible(SOON, [visit, enabled(0)])).toBe(true);
    expect(isEligible(SOON, [visit, enabled(-1), disabled(0)])).toBe(true);
  });

  it('where it was switched on after the first visitor message, within the episode', () => {
    expect(isEligible(SOON, [visit, enabled(1000)])).toBe(true);
    expect(isEligible(LATE, [visit, enabled(1000)])).toBe(false);
    expect(isEligible(LATE, [visit, enabled(1000), visitorMessage(3, 1000)])).toBe(true);
    expect(isEligible(SOON, [visit, closed, enabled(HOUR + TAIL)])).toBe(true);
    expect(isEligible(SOON, [visit, closed, enabled(HOUR + TAIL + 1)])).toBe(false);
  });

  it('not where the visitor wrote nothing, or only after it was switched off', () => {
    const created = userEvent('created', -5000, { created_at: afterNoon(-5000) });
    expect(isEligible(SOON, [created, enabled(-4000), closed])).toBe(false);
    expect(isEligible(SOON, [created, enabled(-4000), disabled(-3000), visit])).toBe(false);
  });

  it('in the next episode, where it was switched on in between', () => {
    const again = visitorMessage(5, 3 * HOUR);
    expect(isEligible(4 * HOUR, [visit, closed, enabled(2 * HOUR), again])).toBe(true);
  });

  it('and said nothing, where it is over and no one wrote but the visitor', () => {
    const silentAt = (ms: number, ...deliveries: RawDelivery[]) => {
      const { copilotEligible, copilotSilent } = totalAt(ms, deliveries);
      return [copilotEligible, copilotSilent];
    };
    const on = [enabled(-1), visit];
    expect(silentAt(SOON, ...on)).toEqual([1, 0]);
    expect(silentAt(LATE, ...on)).toEqual([1, 1]);
    expect(silentAt(SOON, ...on, closed)).toEqual([1, 1]);
    expect(silentAt(SOON, ...on, userEvent('blocked', 1000))).toEqual([1, 1]);
    expect(silentAt(SOON, ...on, closed, linkedMessage(3, HOUR + 1))).toEqual([1, 0]);
    expect(silentAt(LATE, ...on, answer)).toEqual([1, 0]);
    expect(silentAt(LATE, visit)).toEqual([0, 0]);
    expect(silentAt(SOON, enabled(-1), closed, visitorMessage(3, HOUR + 1))).toEqual([0, 0]);
  });
});

describe('the copilot handed off', () => {
  it('by an operator message, wherever it stands in the episode', () => {
    expect(outcomeOf(SOON, [visit, answer, linkedMessage(3, 2000)])).toBe('HANDED_OFF');
    expect(outcomeOf(SOON, [visit, linkedMessage(3, 500), answer])).toBe('HANDED_OFF');
    expect(outcomeOf(SOON, [visit, answer, closed, linkedMessage(3, 2 * HOUR)])).toBe('RESOLVED');
    expect(outcomeOf(SOON, [visit, answer, closed, linkedMessage(3, HOUR + TAIL)])).toBe('HANDED_OFF');
  });

  it('by a hand-off while it was on, closed or not', () => {
    const on = [visit, enabled(1000), copilotMessage(2, 5000)];
    expect(outcomeOf(SOON, [...on, disabled(2000)])).toBe('HANDED_OFF');
    expect(outcomeOf(SOON, [...on, handOffMessage(2000), closed])).toBe('HANDED_OFF');
    expect(outcomeOf(SOON, [visit, answer, disabled(1000)], true)).toBe('HANDED_OFF');
    // It needs an answer of the copilot to be its hand-off.
    expect(outcomeOf(SOON, [visit, disabled(1000)], true)).toBe('NONE');
  });

  it('not by a hand-off while it was off', () => {
    expect(outcomeOf(SOON, [visit, answer, disabled(2000)])).toBe('PENDING');
    expect(outcomeOf(SOON, [visit, answer, handOffMessage(2000)])).toBe('PENDING');
    expect(outcomeOf(SOON, [visit, answer, handOffMessage(500), enabled(1000)])).toBe('PENDING');
  });

  it('not by a hand-off after the end of an idle episode', () => {
    expect(outcomeOf(LATE, [visit, answer, disabled(2000)], true)).toBe('RESOLVED');
    expect(outcomeOf(SOON, [visit, answer, disabled(2000)], true)).toBe('HANDED_OFF');
  });
});

describe('without a hand-off, the copilot', () => {
  it('resolved a closed episode in which it answered, whoever wrote last', () => {
    expect(outcomeOf(SOON, [visit, answer, closed])).toBe('RESOLVED');
    expect(outcomeOf(SOON, [visit, answer, visitorMessage(3, 2000), closed])).toBe('RESOLVED');
  });

  it('resolved or abandoned an idle one, by who wrote last', () => {
    expect(outcomeOf(LATE, [visit, answer])).toBe('RESOLVED');
    expect(outcomeOf(LATE, [visit, answer, visitorMessage(3, 2000)])).toBe('ABANDONED');
    const invitation = linkedMessage(4, 3000, { auto_invitation: true });
    expect(outcomeOf(LATE, [visit, answer, visitorMessage(3, 2000), invitation])).toBe('RESOLVED');
    expect(outcomeOf(SOON, [visit, answer, userEvent('blocked', 2000)])).toBe('RESOLVED');
  });

  it('abandoned one that is over and in which it wrote before the visitor only', () => {
    const greeting = [userEvent('created', 0), copilotMessage(2, 1000)];
    expect(outcomeOf(SOON, [...greeting, closed])).toBe('ABANDONED');
    expect(outcomeOf(SOON, [...greeting, visitorMessage(3, 2000), closed])).toBe('ABANDONED');
    expect(outcomeOf(LATE, greeting)).toBe('ABANDONED');
    expect(outcomeOf(SOON, greeting)).toBe('PENDING');
  });

  it('is counted at the start, in one of the four', () => {
    expect(totalAt(LATE, [visit, answer])).toMatchObject({
      copilotEpisodes: 1,
      copilotPending: 0,
      copilotResolved: 1,
      copilotAbandoned: 0,
      copilotHandedOff: 0,
    });
    const events = [enabled(0), disabled(1), enabled(2)];
    expect(totalAt(LATE, events)).toMatchObject({
      copilotEnabledEvents: 2,
      copilotDisabledEvents: 1,
      copilotEpisodes: 0,
    });
  });
});
