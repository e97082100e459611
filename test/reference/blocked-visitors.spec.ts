import type { RawDelivery } from './delivery';
import { episodesAt, lastEpisodeAt, totalAt } from './sample-histories';
import { HOUR, MINUTE, NOON, linkedMessage, userEvent, visitorMessage } from './samples';

const DAY = 24 * HOUR;
const visit = visitorMessage(1, 0);
const closed = (ms: number) => userEvent('closed', ms);

describe('a block', () => {
  const blocked = (ms: number) => userEvent('blocked', ms);
  const destroyed = (ms: number) => userEvent('destroyed', ms);
  const seenAt = (ms: number, ...deliveries: RawDelivery[]) =>
    episodesAt(ms, deliveries).map(({ status, closedAt, lastActivityAt = NaN }) => [
      status,
      closedAt === undefined ? undefined : closedAt - NOON,
      lastActivityAt - NOON,
    ]);
  const missedIn = (ms: number, ...deliveries: RawDelivery[]) => {
    const { episodesMissed, episodesUnanswered, episodesOpen } = totalAt(ms, deliveries);
    return [episodesMissed, episodesUnanswered, episodesOpen];
  };

  it.each([blocked, destroyed])('ends an open episode at once, and nobody has missed it', (ends) => {
    expect(seenAt(HOUR, visit, ends(MINUTE))).toEqual([['IDLE', undefined, 0]]);
    expect(seenAt(MINUTE - 1, visit, ends(MINUTE))).toEqual([['OPEN', undefined, 0]]);
    expect(missedIn(HOUR, visit, ends(MINUTE))).toEqual([0, 0, 0]);
    expect(missedIn(HOUR, visit)).toEqual([0, 0, 1]);
  });

  it('leaves one alone that is closed or idle', () => {
    expect(missedIn(HOUR, visit, closed(1000), blocked(MINUTE))).toEqual([1, 1, 0]);
    expect(missedIn(3 * DAY, visit, blocked(DAY + 1))).toEqual([1, 1, 0]);
    expect(missedIn(3 * DAY, visit, blocked(DAY))).toEqual([0, 0, 0]);
  });

  it('is followed by another episode when the visitor writes again, and by none when others do', () => {
    const after = [blocked(MINUTE), linkedMessage(3, 2 * MINUTE)];
    expect(seenAt(HOUR, visit, ...after)).toEqual([['IDLE', undefined, 0]]);
    expect(seenAt(HOUR, visit, ...after, visitorMessage(4, 3 * MINUTE))).toEqual([
      ['IDLE', undefined, 0],
      ['OPEN', undefined, 3 * MINUTE],
    ]);
    expect(lastEpisodeAt(HOUR, [visit, ...after]).messages.operator).toBe(0);
  });

  it('may be followed by the close, up to which all belongs to the episode', () => {
    const after = [blocked(MINUTE), linkedMessage(3, 2 * MINUTE), closed(3 * MINUTE)];
    expect(seenAt(HOUR, visit, ...after)).toEqual([['CLOSED', 3 * MINUTE, 2 * MINUTE]]);
    expect(missedIn(HOUR, visit, blocked(MINUTE), closed(3 * MINUTE))).toEqual([0, 0, 0]);
    expect(totalAt(HOUR, [visit, ...after])).toMatchObject({ closures: 1, closureSeconds: [180] });
  });
});
