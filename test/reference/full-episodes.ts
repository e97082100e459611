import type { Author } from './author-of';
import { attributesOf } from './attributes-of';
import { copilotOutcomeOf, eventsWithCopilotOn } from './copilot';
import type { EpisodeCut } from './cut-episodes';
import { cutEpisodes } from './cut-episodes';
import type { ReferenceOptions } from './delivery';
import { DEFAULT_OPTIONS } from './delivery';
import type { Episode, EpisodeStatus, FullEpisode } from './episode';
import { ratingsOfEpisode } from './episode-ratings';
import type { ChatEvent } from './event';
import { eventsOfChats } from './group-by';
import type { History } from './history';
import { pageOf } from './page-of';
import type { Rating } from './ratings';
import { firstAnswerIn, firstResponseIn, repliesIn } from './responses';

/** One chat: its events in order, and what is asked of every episode of it. */
interface Chat {
  readonly events: readonly ChatEvent[];
  readonly ratings: readonly Rating[];
  readonly withCopilotOn: ReadonlySet<ChatEvent>;
  readonly idleGapMs: number;
  readonly now: number;
}

/**
 * All episodes of an account as they are at one moment.
 * @param now UTC milliseconds; the history's own, unless told otherwise
 */
export function fullEpisodesOf(history: History, now = optionsOf(history).now): FullEpisode[] {
  const { episodeIdleGapSeconds, copilotDefaultOn } = optionsOf(history);
  const idleGapMs = episodeIdleGapSeconds * 1000;
  return [...eventsOfChats(history.events)].flatMap(([id, events]) => {
    const ratings = history.ratings.filter(({ event }) => event.chat === id);
    const withCopilotOn = eventsWithCopilotOn(events, copilotDefaultOn);
    const chat = { events, ratings, withCopilotOn, idleGapMs, now };
    const cuts = cutEpisodes(id, events, idleGapMs);
    return cuts.map((cut, index) => fullEpisodeOf(chat, cut, cuts[index + 1]?.first ?? Infinity));
  });
}

export function optionsOf({ options }: History): ReferenceOptions {
  return options ?? { ...DEFAULT_OPTIONS, now: Date.now() };
}

/** @param nextFirst place of the first event of the chat's next episode */
function fullEpisodeOf(chat: Chat, cut: EpisodeCut, nextFirst: number): FullEpisode {
  const { episode } = cut;
  const status = statusOf(episode, chat);
  const events = eventsOf(cut, chat.events.slice(cut.first, nextFirst), status);
  const textsBy = (author: Author) => events.filter(({ textBy }) => textBy === author);
  const copilotOutcome =
    episode.startedAt === undefined ? 'NONE' : copilotOutcomeOf(events, chat.withCopilotOn, status);
  const ratings = ratingsOfEpisode({ cut, events }, chat);
  return {
    ...episode,
    status,
    events,
    // "the author of its last operator message ('' if none)"
    operator: textsBy('operator').at(-1)?.operator ?? '',
    ...pageAndAttributes(chat, cut, events),
    copilot: copilotOutcome !== 'NONE',
    copilotOutcome,
    messages: {
      visitor: textsBy('visitor').length,
      operator: textsBy('operator').length,
      copilot: textsBy('copilot').length,
      proactive: textsBy('proactive').length,
    },
    firstVisitorMessageAt: textsBy('visitor')[0]?.at,
    ...durationsIn(events, episode.startedAt),
    ratings,
    rating: ratings.at(-1)?.value,
    // "Activity is a message by anyone, or the creation."
    activity: events
      .filter(({ type, textBy }) => type === 'user.created' || textBy !== undefined)
      .map(({ at }) => at),
  };
}

/**
 * "CLOSED if closed by T; else IDLE if its last activity is more than the gap before T, or it was ended by a block".
 */
function statusOf(
  { closedAt, blockedAt = Infinity, lastActivityAt = NaN }: Episode,
  { now, idleGapMs }: Chat,
): EpisodeStatus {
  if (closedAt !== undefined) return 'CLOSED';
  if (blockedAt <= now) return 'IDLE';
  return now - lastActivityAt > idleGapMs ? 'IDLE' : 'OPEN';
}

/**
 * The events that belong to an episode. "An episode lasts from its start to its close; if idle, to its last
 * activity; if open, to now."
 * @param candidates those from its first one on and before the first one of the next episode
 */
function eventsOf(
  { first, close, block = Infinity, episode: { lastActivityAt = NaN } }: EpisodeCut,
  candidates: readonly ChatEvent[],
  status: EpisodeStatus,
): readonly ChatEvent[] {
  if (close !== undefined) return candidates.slice(0, close - first + 1);
  const own = candidates.slice(0, block - first + 1);
  return status === 'IDLE' ? own.filter(({ at }) => at <= lastActivityAt) : own;
}

function pageAndAttributes(chat: Chat, cut: EpisodeCut, events: readonly ChatEvent[]) {
  if (cut.episode.startedAt === undefined) return { page: '', attributes: new Map<string, string>() };
  return {
    page: pageOf(events, chat.events.slice(0, cut.first)),
    attributes: attributesOf(chat.events.slice(0, cut.first + events.length)),
  };
}

function durationsIn(events: readonly ChatEvent[], startedAt: number | undefined) {
  if (startedAt === undefined) return { firstResponse: undefined, firstAnswer: undefined, replies: [] };
  return {
    firstResponse: firstResponseIn(events, startedAt),
    firstAnswer: firstAnswerIn(events, startedAt),
    replies: repliesIn(events),
  };
}
