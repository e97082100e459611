import type { RawDelivery, ReferenceOptions } from './delivery';
import { historiesOf } from './history';
import { HOUR, MINUTE, NOON, afterNoon, operatorMessage, userEvent, visitorMessage } from './samples';

/** Start, close and last activity of each episode, as milliseconds after noon. */
function episodesOf(
  deliveries: readonly RawDelivery[],
  options?: Partial<ReferenceOptions>,
): (number | undefined)[][] {
  const since = (at: number | undefined) => (at === undefined ? undefined : at - NOON);
  return [...historiesOf(deliveries, options).values()].flatMap(({ episodes }) =>
    episodes.map((episode) => [
      episode.number,
      since(episode.startedAt),
      since(episode.closedAt),
      since(episode.lastActivityAt),
    ]),
  );
}

/** How long after its close messages still belong to an episode, unless told otherwise. */
const TAIL = 2 * MINUTE;
const closed = (ms: number) => userEvent('closed', ms);
const linked = (id: number, ms: number) => operatorMessage(id, ms, { user_id: 7 });

describe('episodes', () => {
  it('start with the creation or the first visitor message, whichever is earlier', () => {
    expect(episodesOf([userEvent('created', 0), visitorMessage(1, 500)])).toEqual([[1, 0, undefined, 500]]);
    expect(
      episodesOf([userEvent('created', 0, { created_at: afterNoon(900) }), visitorMessage(1, 500)]),
    ).toEqual([[1, 500, undefined, 900]]);
  });

  it('start again at a visitor message after the tail of a close, and not in it', () => {
    const again = (ms: number, ...deliveries: RawDelivery[]) =>
      episodesOf([visitorMessage(1, 0), closed(1000), visitorMessage(2, 1000 + ms), ...deliveries]);
    expect(again(TAIL)).toEqual([[1, 0, 1000, 1000 + TAIL]]);
    expect(again(TAIL + 1)).toEqual([
      [1, 0, 1000, 0],
      [2, 1001 + TAIL, undefined, 1001 + TAIL],
    ]);
    // A second close has no tail, and a block in the tail changes nothing.
    expect(again(TAIL + 1, closed(1000 + TAIL))).toHaveLength(2);
    expect(again(TAIL, userEvent('blocked', 2000))).toEqual([[1, 0, 1000, 1000 + TAIL]]);
  });

  it('have a tail of the length that is configured, or none', () => {
    const chat = [visitorMessage(1, 0), closed(1000), visitorMessage(2, 1001), linked(3, 1002)];
    expect(episodesOf(chat, { episodeTailSeconds: 0 })).toEqual([
      [1, 0, 1000, 0],
      [2, 1001, undefined, 1002],
    ]);
    const late = [...chat, visitorMessage(4, 11_000)];
    expect(episodesOf(late, { episodeTailSeconds: 10 })).toEqual([[1, 0, 1000, 11_000]]);
    expect(episodesOf(late, { episodeTailSeconds: 9 })).toHaveLength(2);
  });

  it('do not start in the tail of a close that came after long silence', () => {
    const chat = [visitorMessage(1, 0), closed(50 * HOUR), visitorMessage(2, 50 * HOUR + TAIL)];
    expect(episodesOf(chat)).toEqual([[1, 0, 50 * HOUR, 50 * HOUR + TAIL]]);
  });

  it('do not start with a creation that comes after a close', () => {
    expect(episodesOf([closed(0), userEvent('created', HOUR, { created_at: afterNoon(HOUR) })])).toEqual([
      [1, undefined, 0, undefined],
    ]);
  });

  it('start again after more than the gap without activity, and not after exactly the gap', () => {
    expect(episodesOf([visitorMessage(1, 0), visitorMessage(2, 24 * HOUR)])).toHaveLength(1);
    expect(episodesOf([visitorMessage(1, 0), visitorMessage(2, 24 * HOUR + 1)])).toEqual([
      [1, 0, undefined, 0],
      [2, 24 * HOUR + 1, undefined, 24 * HOUR + 1],
    ]);
  });

  it('are kept going by an operator whose message names the chat, and by no other', () => {
    const visits = [visitorMessage(1, 0), visitorMessage(3, 30 * HOUR)];
    expect(episodesOf([...visits, linked(2, 20 * HOUR)])).toEqual([[1, 0, undefined, 30 * HOUR]]);
    expect(episodesOf([...visits, operatorMessage(2, 20 * HOUR)])).toHaveLength(2);
  });

  it('are not opened by an operator, before the first or after a close', () => {
    expect(episodesOf([linked(1, 0)])).toEqual([]);
    expect(episodesOf([visitorMessage(1, 0), closed(MINUTE), linked(2, HOUR)])).toEqual([[1, 0, MINUTE, 0]]);
  });

  it('are closed by the first close, though idle for long', () => {
    expect(episodesOf([visitorMessage(1, 0), closed(50 * HOUR), closed(51 * HOUR)])).toEqual([
      [1, 0, 50 * HOUR, 0],
    ]);
  });

  it('have an unknown start where a close comes first, and a visitor message after its tail starts the second', () => {
    expect(episodesOf([closed(0), closed(1), visitorMessage(1, MINUTE)])).toEqual([
      [1, undefined, 0, undefined],
    ]);
    expect(episodesOf([closed(0), closed(1), visitorMessage(1, TAIL + 1)])).toEqual([
      [1, undefined, 0, undefined],
      [2, TAIL + 1, undefined, TAIL + 1],
    ]);
  });

  it('take a message before a close of the same millisecond', () => {
    expect(episodesOf([closed(1000), visitorMessage(2, 1000), visitorMessage(1, 0)])).toEqual([
      [1, 0, 1000, 1000],
    ]);
  });

  it('are the same in whatever order their events come', () => {
    const events = [
      userEvent('created', 0),
      visitorMessage(1, 1),
      closed(2),
      visitorMessage(2, 3),
      visitorMessage(3, HOUR),
      closed(HOUR + 1),
    ];
    const expected = episodesOf(events);
    expect(expected).toHaveLength(2);
    events.forEach((_, start) => {
      const turned = [...events.slice(start), ...events.slice(0, start)];
      expect(episodesOf(turned)).toEqual(expected);
      expect(episodesOf([...turned.reverse(), ...events])).toEqual(expected);
    });
  });
});
