import type { ReferenceOptions } from './delivery';
import type { Episode } from './episode';
import type { ChatEvent } from './event';

/** An episode, and where it lies among the events of its chat. */
export interface EpisodeCut {
  readonly episode: Episode;
  /** Place of the event that starts it; where the start is unknown, of its close. */
  readonly first: number;
  /** Place of the event that closes it. */
  readonly close: number | undefined;
  /** Place of the block or destruction that ends it. */
  readonly block: number | undefined;
}

interface Draft {
  readonly episode: { -readonly [Field in keyof Episode]: Episode[Field] };
  readonly first: number;
  close: number | undefined;
  block: number | undefined;
}

/** How long a silence ends an episode, and how long after its close messages still belong to it; milliseconds. */
export interface Cutting {
  readonly idleGapMs: number;
  readonly tailMs: number;
}

export function cuttingBy({ episodeIdleGapSeconds, episodeTailSeconds }: ReferenceOptions): Cutting {
  return { idleGapMs: episodeIdleGapSeconds * 1000, tailMs: episodeTailSeconds * 1000 };
}

/**
 * "For `EPISODE_TAIL_SECONDS` (default 120; 0: none) after the close, messages of anyone still belong to the closed
 * episode."
 * @param at of an event after the close in the sorted order
 */
export function isInTail(closedAt: number, at: number, tailMs: number): boolean {
  return tailMs > 0 && at - closedAt <= tailMs;
}

/** docs/metrics.md, "Episodes": reads the events of one chat, in order, from the first to the last. */
export function cutEpisodes(
  chat: string,
  events: readonly ChatEvent[],
  { idleGapMs, tailMs }: Cutting,
): EpisodeCut[] {
  const cuts: Draft[] = [];
  let lastActivityAt: number | undefined;

  const current = () => cuts.at(-1)?.episode;
  const add = (startedAt: number | undefined, first: number) => {
    const number = cuts.length + 1;
    const ends = { closedAt: undefined, blockedAt: undefined };
    const episode = { chat, number, startedAt, ...ends, lastActivityAt: startedAt };
    cuts.push({ episode, first, close: undefined, block: undefined });
  };
  const isIdle = (at: number) => lastActivityAt !== undefined && at - lastActivityAt > idleGapMs;
  const isTail = (at: number) => {
    const closedAt = current()?.closedAt;
    return closedAt !== undefined && isInTail(closedAt, at, tailMs);
  };

  for (const [place, event] of events.entries()) {
    if (event.type === 'user.created') {
      // "The first episode of a chat starts at the chat's creation": one that is there already came earlier.
      if (current() === undefined) add(event.at, place);
    } else if (event.textBy === 'visitor') {
      // "A later episode starts at a visitor message (a) after the current episode was closed and its tail is over, or
      // (b) more than EPISODE_IDLE_GAP after the chat's last activity", or after a block ended it. "In the tail none
      // starts, however long the silence before the close."
      const now = current();
      const isOver = now === undefined || now.closedAt !== undefined || now.blockedAt !== undefined;
      if (!isTail(event.at) && (isOver || isIdle(event.at))) add(event.at, place);
    } else if (event.type === 'user.closed') {
      // "`user.closed` closes the current episode, idle or not, if it is not closed yet." Without any, "a
      // close in a chat of which no start is known makes a closed episode with an unknown start".
      if (cuts.length === 0) add(undefined, place);
      const now = cuts.at(-1);
      if (now !== undefined && now.close === undefined) {
        now.close = place;
        now.episode.closedAt = event.at;
        // What came after a block belongs to it after all: "up to its close".
        if (now.episode.startedAt !== undefined) now.episode.lastActivityAt = lastActivityAt;
      }
    } else if (event.type === 'user.blocked' || event.type === 'user.destroyed') {
      // "`user.blocked` and `user.destroyed` end an open episode like idleness does, at once."
      const now = cuts.at(-1);
      if (now !== undefined && now.close === undefined && now.block === undefined && !isIdle(event.at)) {
        now.block = place;
        now.episode.blockedAt = event.at;
      }
    }
    // "Activity is a message by anyone, or the creation."
    if (event.type === 'user.created' || event.textBy !== undefined) {
      lastActivityAt = event.at;
      const now = current();
      // "After the tail of a close it belongs to none"; nor does it after a block: only a visitor begins again.
      const isOver = now?.closedAt === undefined ? now?.blockedAt !== undefined : !isTail(event.at);
      if (now?.startedAt !== undefined && !isOver) now.lastActivityAt = event.at;
    }
  }
  return cuts;
}
