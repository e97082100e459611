import type { Dimensions } from './dimensions';
import { OUTSIDE } from './dimensions';
import type { FullEpisode } from './episode';
import { episodeTalliesOf } from './episode-tallies';
import type { ChatEvent } from './event';
import type { History } from './history';
import type { Count } from './all-measures';
import type { Tally } from './tally';

const COUNT_OF_TYPE: ReadonlyMap<string, Count> = new Map([
  ['user.subscribed_by_email', 'emailSubscriptions'],
  ['user.sent_transcript', 'transcriptsSent'],
  ['user.blocked', 'chatsBlocked'],
  ['user.destroyed', 'chatsDestroyed'],
  ['user.enabled_copilot', 'copilotEnabledEvents'],
  ['user.disabled_copilot', 'copilotDisabledEvents'],
]);

const COUNT_OF_AUTHOR = {
  visitor: 'messagesVisitor',
  operator: 'messagesOperator',
  copilot: 'messagesCopilot',
  proactive: 'messagesProactive',
} as const;

const COUNT_OF_RATING = {
  1: 'rating1',
  2: 'rating2',
  3: 'rating3',
  4: 'rating4',
  5: 'rating5',
} as const;

/** All that the measures of an account add up, but for `episodesOpen`, which belongs to no one moment. */
export function talliesOf(history: History, episodes: readonly FullEpisode[]): Tally[] {
  return [
    ...eventTalliesOf(history, episodes),
    ...episodes.flatMap(episodeTalliesOf),
    ...ratingTalliesOf(history, episodes),
  ];
}

/** Messages and state events, with the dimensions of the episode to which they belong. */
function eventTalliesOf({ events }: History, episodes: readonly FullEpisode[]): Tally[] {
  const episodeOf = new Map(episodes.flatMap((episode) => episode.events.map((event) => [event, episode])));
  const creations = firstCreationsIn(events);
  return events.flatMap((event) => {
    const dimensions = episodeOf.get(event) ?? OUTSIDE;
    const { at, textBy, operator, type } = event;
    // "message measures to the message's author"
    if (textBy !== undefined) {
      return [{ count: COUNT_OF_AUTHOR[textBy], at, dimensions: { ...dimensions, operator } }];
    }
    const count = creations.has(event) ? 'chatsStarted' : COUNT_OF_TYPE.get(type);
    return count === undefined ? [] : [{ count, at, dimensions }];
  });
}

/** "distinct chats with a known creation": the first creation of each. */
function firstCreationsIn(events: readonly ChatEvent[]): Set<ChatEvent> {
  const ofChat = new Map<string, ChatEvent>();
  for (const event of events) {
    if (event.type !== 'user.created' || event.chat === undefined) continue;
    if (!ofChat.has(event.chat)) ofChat.set(event.chat, event);
  }
  return new Set(ofChat.values());
}

/** "ratings to the last operator who wrote before the rating in that episode" */
function ratingTalliesOf({ ratings }: History, episodes: readonly FullEpisode[]): Tally[] {
  const dimensionsOf = new Map<ChatEvent, Dimensions>(
    episodes.flatMap((episode) =>
      episode.ratings.map(({ event, operator }) => [event, { ...episode, operator }]),
    ),
  );
  return ratings.flatMap(({ value, at, event }) => {
    const dimensions = dimensionsOf.get(event) ?? OUTSIDE;
    return [
      { count: 'ratings', at, dimensions },
      { count: COUNT_OF_RATING[value], at, dimensions },
    ];
  });
}
