import type { RawDelivery } from './delivery';
import { lastEpisodeAt, totalAt } from './sample-histories';
import { HOUR, copilotMessage, linkedMessage, userEvent, visitorMessage } from './samples';

const outcomeOf = (ms: number, deliveries: readonly RawDelivery[], copilotDefaultOn = false) =>
  lastEpisodeAt(ms, deliveries, { copilotDefaultOn }).copilotOutcome;

const visit = visitorMessage(1, 0);
const answer = copilotMessage(2, 1000);
const enabled = (ms: number) => userEvent('enabled_copilot', ms);
const disabled = (ms: number) => userEvent('disabled_copilot', ms);
const handOffMessage = (ms: number) => visitorMessage(8, ms, { type: 'BotDisableMessage' });
const closed = userEvent('closed', HOUR);
const [SOON, LATE] = [2 * HOUR, 48 * HOUR];

describe('the copilot took part', () => {
  it('where it wrote, was on at the start, or was switched on', () => {
    expect(outcomeOf(SOON, [visit])).toBe('NONE');
    expect(outcomeOf(SOON, [visit, answer])).toBe('PENDING');
    expect(outcomeOf(SOON, [visit], true)).toBe('PENDING');
    expect(outcomeOf(SOON, [visit, enabled(1000)])).toBe('PENDING');
    expect(outcomeOf(SOON, [visit, enabled(-1000)])).toBe('PENDING');
  });

  it('where the last switch before the start left it on, whatever the default', () => {
    expect(outcomeOf(SOON, [visit, enabled(-2000), disabled(-1000)])).toBe('NONE');
    expect(outcomeOf(SOON, [visit, disabled(-1000)], true)).toBe('NONE');
    expect(outcomeOf(SOON, [visit, disabled(-1000), enabled(-500)], true)).toBe('PENDING');
  });

  it('not where it was switched on after the end, or in an episode of unknown start', () => {
    expect(outcomeOf(LATE, [visit, enabled(1000)])).toBe('NONE');
    expect(outcomeOf(LATE, [visit, closed, enabled(2 * HOUR)])).toBe('NONE');
    expect(outcomeOf(LATE, [closed], true)).toBe('NONE');
  });

  it('in the next episode, where it was switched on in between', () => {
    const again = visitorMessage(5, 3 * HOUR);
    expect(outcomeOf(4 * HOUR, [visit, closed, enabled(2 * HOUR), again])).toBe('PENDING');
  });
});

describe('the copilot handed off', () => {
  it('by an operator message, wherever it stands in the episode', () => {
    expect(outcomeOf(SOON, [visit, answer, linkedMessage(3, 2000)])).toBe('HANDED_OFF');
    expect(outcomeOf(SOON, [visit, linkedMessage(3, 500), answer])).toBe('HANDED_OFF');
    expect(outcomeOf(SOON, [visit, answer, closed, linkedMessage(3, 2 * HOUR)])).toBe('RESOLVED');
  });

  it('by a hand-off while it was on, closed or not', () => {
    const on = [visit, enabled(1000), copilotMessage(2, 5000)];
    expect(outcomeOf(SOON, [...on, disabled(2000)])).toBe('HANDED_OFF');
    expect(outcomeOf(SOON, [...on, handOffMessage(2000), closed])).toBe('HANDED_OFF');
    expect(outcomeOf(SOON, [visit, disabled(1000)], true)).toBe('HANDED_OFF');
  });

  it('not by a hand-off while it was off', () => {
    expect(outcomeOf(SOON, [visit, answer, disabled(2000)])).toBe('PENDING');
    expect(outcomeOf(SOON, [visit, answer, handOffMessage(2000)])).toBe('PENDING');
    expect(outcomeOf(SOON, [visit, handOffMessage(500), enabled(1000)])).toBe('PENDING');
  });

  it('not by a hand-off after the end of an idle episode', () => {
    expect(outcomeOf(LATE, [visit, answer, disabled(2000)], true)).toBe('RESOLVED');
    expect(outcomeOf(SOON, [visit, answer, disabled(2000)], true)).toBe('HANDED_OFF');
  });
});

describe('without a hand-off, the copilot', () => {
  it('resolved a closed episode, whoever wrote last', () => {
    expect(outcomeOf(LATE, [visit, closed], true)).toBe('RESOLVED');
    expect(outcomeOf(SOON, [visit, answer, closed])).toBe('RESOLVED');
  });

  it('resolved or abandoned an idle one, by who wrote last', () => {
    expect(outcomeOf(LATE, [visit, answer])).toBe('RESOLVED');
    expect(outcomeOf(LATE, [visit, answer, visitorMessage(3, 2000)])).toBe('ABANDONED');
    expect(outcomeOf(LATE, [visit, linkedMessage(3, 2000, { auto_invitation: true })], true)).toBe(
      'RESOLVED',
    );
    // No text message at all.
    expect(outcomeOf(LATE, [userEvent('created', 0)], true)).toBe('RESOLVED');
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
