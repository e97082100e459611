import type { Author } from './author-of';
import type { History } from './history';

/** The measures of docs/metrics.md that the reference knows; durations are seconds. */
export interface Measures {
  readonly chatsStarted: number;
  readonly episodesStarted: number;
  readonly episodesClosed: number;
  readonly messagesVisitor: number;
  readonly messagesOperator: number;
  readonly messagesCopilot: number;
  readonly messagesProactive: number;
  readonly emailSubscriptions: number;
  readonly transcriptsSent: number;
  readonly chatsBlocked: number;
  readonly chatsDestroyed: number;
  readonly closures: number;
  /** One sample per closure, ascending. */
  readonly closureSeconds: readonly number[];
  readonly ratings: number;
  readonly rating1: number;
  readonly rating2: number;
  readonly rating3: number;
  readonly rating4: number;
  readonly rating5: number;
  readonly copilotEnabledEvents: number;
  readonly copilotDisabledEvents: number;
}

/** The measures whose anchor lies in `from <= t < to` (UTC milliseconds). */
export function measuresIn(history: History, from: number, to: number): Measures {
  const isIn = (at: number | undefined): at is number => at !== undefined && from <= at && at < to;
  const events = history.events.filter(({ at }) => isIn(at));
  const creations = events.filter(({ type, chat }) => type === 'user.created' && chat !== undefined);
  const ofType = (type: string) => events.filter((event) => event.type === type).length;
  const textBy = (author: Author) => events.filter((event) => event.textBy === author).length;
  const closed = history.episodes.filter(({ closedAt }) => isIn(closedAt));
  const closureSeconds = closed
    .flatMap(({ startedAt, closedAt }) =>
      startedAt === undefined ? [] : [((closedAt ?? NaN) - startedAt) / 1000],
    )
    .sort((a, b) => a - b);
  const ratings = history.ratings.filter(({ at }) => isIn(at));
  const rated = (value: number) => ratings.filter((rating) => rating.value === value).length;

  return {
    // "distinct chats with a known creation"
    chatsStarted: new Set(creations.map(({ chat }) => chat)).size,
    // "episodes with a known start"
    episodesStarted: history.episodes.filter(({ startedAt }) => isIn(startedAt)).length,
    episodesClosed: closed.length,
    messagesVisitor: textBy('visitor'),
    messagesOperator: textBy('operator'),
    messagesCopilot: textBy('copilot'),
    messagesProactive: textBy('proactive'),
    emailSubscriptions: ofType('user.subscribed_by_email'),
    transcriptsSent: ofType('user.sent_transcript'),
    chatsBlocked: ofType('user.blocked'),
    chatsDestroyed: ofType('user.destroyed'),
    // "per closed episode with a known start: close − start"
    closures: closureSeconds.length,
    closureSeconds,
    ratings: ratings.length,
    rating1: rated(1),
    rating2: rated(2),
    rating3: rated(3),
    rating4: rated(4),
    rating5: rated(5),
    copilotEnabledEvents: ofType('user.enabled_copilot'),
    copilotDisabledEvents: ofType('user.disabled_copilot'),
  };
}
