import type { Episode } from './episode';
import type { ChatEvent } from './event';

type Draft = { -readonly [Field in keyof Episode]: Episode[Field] };

/** docs/metrics.md, "Episodes": reads the events of one chat, in order, from the first to the last. */
export function cutEpisodes(chat: string, events: readonly ChatEvent[], idleGapMs: number): Episode[] {
  const episodes: Draft[] = [];
  let lastActivityAt: number | undefined;

  const current = () => episodes.at(-1);
  const add = (startedAt: number | undefined, closedAt?: number) => {
    const number = episodes.length + 1;
    episodes.push({ chat, number, startedAt, closedAt, lastActivityAt: startedAt });
  };
  const isIdle = (at: number) => lastActivityAt !== undefined && at - lastActivityAt > idleGapMs;

  for (const event of events) {
    if (event.type === 'user.created') {
      // "The first episode of a chat starts at the chat's creation": one that is there already came earlier.
      if (current() === undefined) add(event.at);
    } else if (event.textBy === 'visitor') {
      // "A later episode starts at a visitor message (a) after the current episode was closed, or (b) more
      // than EPISODE_IDLE_GAP after the chat's last activity."
      const now = current();
      if (now === undefined || now.closedAt !== undefined || isIdle(event.at)) add(event.at);
    } else if (event.type === 'user.closed') {
      // "`user.closed` closes the current episode, idle or not, if it is not closed yet." Without any, "a
      // close in a chat of which no start is known makes a closed episode with an unknown start".
      const now = current();
      if (now === undefined) add(undefined, event.at);
      else now.closedAt ??= event.at;
    }
    // "Activity is a message by anyone, or the creation."
    if (event.type === 'user.created' || event.textBy !== undefined) {
      lastActivityAt = event.at;
      const now = current();
      // "After a close it belongs to none."
      if (now !== undefined && now.closedAt === undefined) now.lastActivityAt = event.at;
    }
  }
  return episodes;
}
