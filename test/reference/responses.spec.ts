import type { RawDelivery } from './delivery';
import { lastEpisodeAt, totalAt } from './sample-histories';
import { HOUR, MINUTE, NOON, copilotMessage, linkedMessage, userEvent, visitorMessage } from './samples';

const episodeOf = (...deliveries: RawDelivery[]) => lastEpisodeAt(HOUR, deliveries);
const HALF = HOUR / 2;
const enabled = (ms: number) => userEvent('enabled_copilot', ms);
const by = (id: number) => ({ sender: { id } });
const handOffMessage = (id: number, ms: number) => copilotMessage(id, ms, { type: 'BotDisableMessage' });

describe('the first response', () => {
  it('is the first operator message after the first visitor message, and falls to the start', () => {
    const episode = episodeOf(
      userEvent('created', 0),
      linkedMessage(1, 1000),
      visitorMessage(2, 2000),
      visitorMessage(3, 3000),
      linkedMessage(4, 9500, by(5)),
      linkedMessage(5, 9600, by(6)),
    );
    expect(episode.firstVisitorMessageAt).toBe(NOON + 2000);
    expect(episode.firstResponse).toMatchObject({ at: NOON, seconds: 7.5, operator: '5' });
  });

  it('is no copilot message, and there is none where no operator wrote after the visitor', () => {
    expect(episodeOf(visitorMessage(1, 0), copilotMessage(2, 1)).firstResponse).toBeUndefined();
    expect(
      episodeOf(userEvent('created', 0), linkedMessage(1, 1), visitorMessage(2, 2)).firstResponse,
    ).toBeUndefined();
    expect(episodeOf(userEvent('created', 0), linkedMessage(1, 1)).firstResponse).toBeUndefined();
    expect(
      episodeOf(visitorMessage(1, 0), userEvent('closed', 1), linkedMessage(2, HALF)).firstResponse,
    ).toBeUndefined();
  });

  it('is timed from the first hand-off after the visitor message while the copilot is on', () => {
    const chat = [enabled(-1), visitorMessage(1, 0), linkedMessage(9, 10 * MINUTE)];
    const secondsOf = (...more: RawDelivery[]) => episodeOf(...chat, ...more).firstResponse?.seconds;
    expect(secondsOf()).toBe(600);
    expect(secondsOf(userEvent('disabled_copilot', 4 * MINUTE), handOffMessage(2, 5 * MINUTE))).toBe(360);
    expect(secondsOf(userEvent('disabled_copilot', 6 * MINUTE), handOffMessage(2, 5 * MINUTE))).toBe(300);
    expect(secondsOf(userEvent('disabled_copilot', 11 * MINUTE))).toBe(600);
  });

  it('is timed from the visitor message where the copilot was off at the hand-off', () => {
    const chat = [visitorMessage(1, 0), linkedMessage(9, 10 * MINUTE)];
    const secondsOf = (...more: RawDelivery[]) => episodeOf(...chat, ...more).firstResponse?.seconds;
    const [off, off2] = [
      userEvent('disabled_copilot', 4 * MINUTE),
      userEvent('disabled_copilot', 6 * MINUTE),
    ];
    expect(secondsOf(off, handOffMessage(2, 5 * MINUTE))).toBe(600);
    expect(secondsOf(enabled(5 * MINUTE), off, handOffMessage(2, 4 * MINUTE), off2)).toBe(240);
    expect(secondsOf(enabled(1), off, off2)).toBe(360);
    expect(
      lastEpisodeAt(HOUR, [...chat, handOffMessage(2, MINUTE)], { copilotDefaultOn: true }).firstResponse,
    ).toMatchObject({ seconds: 540 });
  });

  it('is timed from the visitor message where the hand-off came before it', () => {
    const chat = [
      userEvent('created', 0),
      enabled(500),
      userEvent('disabled_copilot', 1000),
      visitorMessage(1, 2000),
      linkedMessage(2, 5000),
    ];
    expect(episodeOf(...chat).firstResponse?.seconds).toBe(3);
  });

  it('goes by message ids where all is said in one millisecond', () => {
    expect(episodeOf(visitorMessage(2, 0), linkedMessage(10, 0)).firstResponse?.seconds).toBe(0);
    expect(episodeOf(visitorMessage(10, 0), linkedMessage(2, 0)).firstResponse).toBeUndefined();
    // A state event has no message id, and comes after those of its moment.
    const chat = [enabled(-1), visitorMessage(1, 0), linkedMessage(2, 5000)];
    expect(episodeOf(...chat, userEvent('disabled_copilot', 5000)).firstResponse?.seconds).toBe(5);
    expect(episodeOf(...chat, userEvent('disabled_copilot', 0)).firstResponse?.seconds).toBe(5);
    expect(episodeOf(...chat, userEvent('disabled_copilot', 1)).firstResponse?.seconds).toBe(4.999);
  });
});

describe('the first answer', () => {
  it('is by an operator or the copilot, from the visitor message in spite of a hand-off', () => {
    const start = [userEvent('created', 0), visitorMessage(1, 1000)];
    const handOff = userEvent('disabled_copilot', 2000);
    const operator = linkedMessage(3, 4000);
    expect(episodeOf(...start, handOff, operator).firstAnswer).toMatchObject({
      at: NOON,
      seconds: 3,
      operator: '1',
    });
    expect(episodeOf(...start, handOff, operator, copilotMessage(2, 1500)).firstAnswer).toMatchObject({
      at: NOON,
      seconds: 0.5,
      operator: '99',
    });
    expect(episodeOf(...start, copilotMessage(2, 500)).firstAnswer).toBeUndefined();
  });
});

describe('replies', () => {
  it('are one for each turn that an operator ended, from its first visitor message', () => {
    const { replies } = episodeOf(
      visitorMessage(1, 0),
      visitorMessage(2, 1000),
      linkedMessage(3, 5000, by(5)),
      linkedMessage(4, 6000),
      visitorMessage(5, 10_000),
      copilotMessage(6, 11_000),
      linkedMessage(7, 12_000),
      visitorMessage(8, 20_000),
      linkedMessage(9, 20_500, by(6)),
      visitorMessage(10, 30_000),
    );
    expect(replies).toMatchObject([
      { at: NOON, seconds: 5, operator: '5' },
      { at: NOON + 20_000, seconds: 0.5, operator: '6' },
    ]);
  });

  it("are not parted by a rule's message, and are by a new episode", () => {
    const invitation = linkedMessage(2, 1000, { auto_invitation: true });
    const turn = [visitorMessage(1, 0), invitation, visitorMessage(3, 2000)];
    const at = (ms: number) => linkedMessage(4, ms);
    expect(episodeOf(...turn, at(4000)).replies).toMatchObject([{ at: NOON, seconds: 4, operator: '1' }]);
    const again = [visitorMessage(1, 0), userEvent('closed', 1500), visitorMessage(3, HALF), at(HALF + 2000)];
    expect(episodeOf(...again).replies).toMatchObject([{ at: NOON + HALF, seconds: 2, operator: '1' }]);
    // In the tail of the close the turn goes on.
    expect(episodeOf(...turn, userEvent('closed', 1500), at(4000)).replies).toMatchObject([
      { at: NOON, seconds: 4, operator: '1' },
    ]);
  });
});

describe('the total wait', () => {
  const closed = (ms: number) => userEvent('closed', ms);
  const waitAt = (ms: number, ...deliveries: RawDelivery[]) =>
    lastEpisodeAt(ms, deliveries).totalWait?.seconds;
  const turns = [
    visitorMessage(1, 0),
    visitorMessage(2, 1000),
    linkedMessage(3, 5000),
    visitorMessage(4, 10_000),
    copilotMessage(5, 12_000),
    linkedMessage(6, 20_000),
  ];

  it('is the sum of the waits until an operator or the copilot answered, once the episode is over', () => {
    expect(waitAt(HOUR, ...turns)).toBeUndefined();
    expect(waitAt(30 * HOUR, ...turns)).toBe(7);
    expect(waitAt(HOUR, ...turns, closed(30_000))).toBe(7);
    expect(waitAt(HOUR, ...turns, userEvent('blocked', 30_000))).toBe(7);
  });

  it('holds a last turn that nobody answered, up to the end', () => {
    const last = [visitorMessage(7, 30_000), visitorMessage(8, 40_000)];
    expect(waitAt(HOUR, ...turns, ...last, closed(60_000))).toBe(37);
    // Idle, or blocked: up to the last activity.
    expect(waitAt(30 * HOUR, ...turns, ...last)).toBe(17);
    expect(waitAt(HOUR, ...turns, ...last, userEvent('destroyed', 50_000))).toBe(17);
    const invitation = linkedMessage(9, 45_000, { auto_invitation: true });
    expect(waitAt(30 * HOUR, ...turns, ...last, invitation)).toBe(22);
  });

  it('holds what is answered in the tail, and no turn that only begins there', () => {
    const waiting = [...turns, visitorMessage(7, 30_000), closed(60_000)];
    expect(waitAt(HOUR, ...waiting, linkedMessage(8, 70_000))).toBe(47);
    expect(waitAt(HOUR, ...turns, closed(60_000), visitorMessage(7, 70_000))).toBe(7);
    expect(waitAt(HOUR, ...turns, closed(60_000), visitorMessage(7, 70_000), linkedMessage(8, 75_000))).toBe(
      12,
    );
  });

  it('is none of an episode that was never answered, or of which no start is known', () => {
    expect(waitAt(HOUR, visitorMessage(1, 0), closed(1000))).toBeUndefined();
    expect(waitAt(HOUR, userEvent('created', 0), linkedMessage(1, 1), closed(1000))).toBeUndefined();
    const greeted = [userEvent('created', 0), linkedMessage(1, 1), visitorMessage(2, 2), closed(1000)];
    expect(waitAt(HOUR, ...greeted)).toBeUndefined();
    expect(waitAt(HOUR, closed(0), visitorMessage(1, 1), linkedMessage(2, 2))).toBeUndefined();
  });

  it("counts at the start, as the episode's operator's", () => {
    const measures = (operator: string) =>
      totalAt(HOUR, [...turns, linkedMessage(9, 25_000, by(2)), closed(30_000)], {
        filter: { operators: [operator] },
      });
    expect(measures('2')).toMatchObject({ totalWaits: 1, totalWaitSeconds: [7] });
    expect(measures('1')).toMatchObject({ totalWaits: 0, totalWaitSeconds: [] });
  });
});
