import { readEvent } from '../../src/platform/events/read-event';
import { EVENT_TYPES } from '../../src/platform/events/event-types';
import { deliveriesOf } from '../delivery/deliveries';
import { STORIES, STORY_NAMES } from './stories';
import { StoryTeller } from './story-teller';

const NOW = Date.parse('2026-11-29T12:30:00Z');

describe('The stories', () => {
  it.each(STORY_NAMES)('are told in deliveries as SignalZen sends them, within a minute: %s', (name) => {
    const acts = STORIES[name].acts(new StoryTeller(7), NOW);
    const happenings = acts.flatMap((act) => act.happenings);
    const bodies = deliveriesOf({ happenings, options: { account: 'default' } }, true).map(
      ({ body }) => body,
    );
    const events = bodies.map((bytes, index) =>
      readEvent({ bytes, receivedAt: NOW + 60_000, occurrence: BigInt(index) }),
    );
    expect(Math.max(...acts.map(({ afterMs }) => afterMs))).toBeLessThan(60_000);
    expect(events.filter(({ parseError, chatId }) => parseError !== '' || chatId === '')).toEqual([]);
    expect(events.map(({ occurredAt }) => occurredAt)).toEqual(happenings.map(({ at }) => at));
    const unknown = events.filter(({ eventType }) => !EVENT_TYPES.includes(eventType));
    expect(unknown).toHaveLength(name === 'unknown-type' ? 2 : 0);
    const ids = happenings.flatMap(({ message }) => (message === undefined ? [] : [message.id]));
    expect(new Set(ids).size).toBeGreaterThanOrEqual(
      new Set(happenings.map(({ visitor }) => visitor.id)).size - 1,
    );
  });
});
