import type { Author } from './author-of';
import { attributesOf } from './attributes-of';
import { comebackAfter } from './comeback';
import { copilotOutcomeOf, eventsWithCopilotOn, isCopilotEligible } from './copilot';
import type { Cutting, EpisodeCut } from './cut-episodes';
import { cutEpisodes, cuttingBy, isInTail } from './cut-episodes';
import type { ReferenceOptions } from './delivery';
import { DEFAULT_OPTIONS } from './delivery';
import type { Episode, EpisodeStatus, FullEpisode } from './episode';
import { ratingsOfEpisode } from './episode-ratings';
import type { ChatEvent } from './event';
import { eventsOfChats } from './group-by';
import type { History } from './history';
import { pageOf } from './page-of';
import type { Rating } from './ratings';
import type { Timed } from './responses';
import type { WalkedClock } from './walked-clock';
import { ALWAYS_OPEN } from './walked-clock';
import { firstAnswerIn, firstResponseIn, repliesIn, responseClockIn, totalWaitIn } from './responses';

/** One chat: its events in order, and what is asked of every episode of it. */
interface Chat {
  readonly events: readonly ChatEvent[];
  readonly ratings: readonly Rating[];
  readonly withCopilotOn: ReadonlySet<ChatEvent>;
  readonly cutting: Cutting;
  readonly clock: WalkedClock;
  readonly now: number;
}

/**
 * All episodes of an account as they are at one moment.
 * @param now UTC milliseconds; the history's own, unless told otherwise
 */
export function fullEpisodesOf(history: History, now = optionsOf(history).now): FullEpisode[] {
  const options = optionsOf(history);
  const cutting = cuttingBy(options);
  return [...eventsOfChats(history.events)].flatMap(([id, events]) => {
    const ratings = history.ratings.filter(({ event }) => event.chat === id);
    const withCopilotOn = eventsWithCopilotOn(events, options.copilotDefaultOn);
    const chat = { events, ratings, withCopilotOn, cutting, now, clock: history.clock ?? ALWAYS_OPEN };
    const cuts = cutEpisodes(id, events, cutting);
    return cuts.map((cut, index) => fullEpisodeOf(chat, cut, cuts[index + 1]));
  });
}

export function optionsOf({ options }: History): ReferenceOptions {
  return options ?? { ...DEFAULT_OPTIONS, now: Date.now() };
}

/** @param next the chat's next episode, which always has a start */
function fullEpisodeOf(chat: Chat, cut: EpisodeCut, next: EpisodeCut | undefined): FullEpisode {
  const { episode } = cut;
  const status = statusOf(episode, chat);
  const events = eventsOf(cut, chat.events.slice(cut.first, next?.first), status, chat.cutting.tailMs);
  const textsBy = (author: Author) => events.filter(({ textBy }) => textBy === author);
  const copilotOutcome =
    episode.startedAt === undefined ? 'NONE' : copilotOutcomeOf(events, chat.withCopilotOn, status);
  const endedAt = status === 'OPEN' ? undefined : (episode.closedAt ?? episode.lastActivityAt);
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
    copilotEligible: isCopilotEligible(events, chat.withCopilotOn),
    messages: {
      visitor: textsBy('visitor').length,
      operator: textsBy('operator').length,
      copilot: textsBy('copilot').length,
      proactive: textsBy('proactive').length,
    },
    firstVisitorMessageAt: episode.startedAt === undefined ? undefined : textsBy('visitor')[0]?.at,
    outsideHours: episode.startedAt !== undefined && !chat.clock.isOpenAt(episode.startedAt),
    ...durationsIn({ ...chat, events }, episode, endedAt),
    endedAt,
    comeback: comebackAfter(endedAt, next?.episode.startedAt, chat.now),
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
  { now, cutting: { idleGapMs } }: Chat,
): EpisodeStatus {
  if (closedAt !== undefined) return 'CLOSED';
  if (blockedAt <= now) return 'IDLE';
  return now - lastActivityAt > idleGapMs ? 'IDLE' : 'OPEN';
}

/**
 * The events that belong to an episode: "what comes, in the sorted order, from the event that starts it up to its close
 * and its tail; of an idle episode what is not later than its last activity".
 * @param candidates those from its first one on and before the first one of the next episode
 */
function eventsOf(
  { first, close, block = Infinity, episode: { closedAt = NaN, lastActivityAt = NaN } }: EpisodeCut,
  candidates: readonly ChatEvent[],
  status: EpisodeStatus,
  tailMs: number,
): readonly ChatEvent[] {
  if (close !== undefined) {
    return candidates.filter(({ at }, place) => first + place <= close || isInTail(closedAt, at, tailMs));
  }
  const own = candidates.slice(0, block - first + 1);
  return status === 'IDLE' ? own.filter(({ at }) => at <= lastActivityAt) : own;
}

function pageAndAttributes(chat: Chat, cut: EpisodeCut, events: readonly ChatEvent[]) {
  // "up to the episode's end", which is its close: what comes in the tail tells of later.
  const end = cut.close ?? cut.first + events.length - 1;
  return {
    page: pageOf(events, chat.events.slice(0, cut.first)),
    attributes: attributesOf(chat.events.slice(0, end + 1)),
  };
}

function durationsIn(
  own: Omit<Timed, 'startedAt'>,
  { startedAt, closedAt }: Episode,
  endedAt: number | undefined,
) {
  if (startedAt === undefined) {
    const none = {
      responseFrom: undefined,
      firstResponse: undefined,
      firstAnswer: undefined,
      totalWait: undefined,
    };
    return { ...none, replies: [], closure: undefined };
  }
  const timed = { ...own, startedAt };
  return {
    responseFrom: responseClockIn(timed)?.at,
    firstResponse: firstResponseIn(timed),
    firstAnswer: firstAnswerIn(timed),
    replies: repliesIn(timed),
    totalWait: endedAt === undefined ? undefined : totalWaitIn(timed, endedAt),
    closure: closedAt === undefined ? undefined : own.clock.lengthOf(startedAt, closedAt),
  };
}
