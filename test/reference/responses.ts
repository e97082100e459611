import type { ChatEvent } from './event';
import { isHandOff } from './hand-off';
import type { Length, WalkedClock } from './walked-clock';

/** One episode, as far as durations are of it. */
export interface Timed {
  /** UTC milliseconds. */
  readonly startedAt: number;
  /** Those that belong to it, in order. */
  readonly events: readonly ChatEvent[];
  /** The events of the chat just before which the copilot is on. */
  readonly withCopilotOn: ReadonlySet<ChatEvent>;
  readonly clock: WalkedClock;
}

/** One sample of a duration. */
export interface Duration extends Length {
  /** The moment that decides the bucket, UTC milliseconds. */
  readonly at: number;
  /** Who gave the response, the answer or the reply. */
  readonly operator: string;
}

/**
 * docs/metrics.md: "first operator message at or after its first visitor message, minus the clock's start. The
 * clock starts at the first visitor message; if an explicit hand-off … while the copilot was on lies between that
 * message and the first operator message, at the first such hand-off." Anchor: the episode's start.
 */
export function firstResponseIn(episode: Timed): Duration | undefined {
  const response = sinceFirstVisitorMessage(episode).find(({ textBy }) => textBy === 'operator');
  return durationOf(episode.clock, episode.startedAt, responseClockIn(episode), response);
}

/** "The clock starts at the first visitor message; if an explicit hand-off …, at the first such hand-off." */
export function responseClockIn(episode: Timed): ChatEvent | undefined {
  const since = sinceFirstVisitorMessage(episode);
  const response = since.findIndex(({ textBy }) => textBy === 'operator');
  const handOff = since
    .slice(0, response === -1 ? undefined : response)
    .find((event) => isHandOff(event) && episode.withCopilotOn.has(event));
  return handOff ?? since[0];
}

/** docs/metrics.md: "the same by an operator or the copilot, always from the first visitor message". */
export function firstAnswerIn(episode: Timed): Duration | undefined {
  const since = sinceFirstVisitorMessage(episode);
  return durationOf(episode.clock, episode.startedAt, since[0], since.find(isAnswer));
}

/**
 * docs/metrics.md: "a turn starts at the first visitor message after the episode's start or after the last
 * operator or copilot message; it ends at the next operator or copilot message. One sample per turn that an
 * operator ended". A rule's message neither starts nor ends one. Anchor: the turn's start.
 */
export function repliesIn({ events, clock }: Timed): Duration[] {
  return turnsIn(events).flatMap(({ first, answer }) => {
    const reply = answer?.textBy === 'operator' ? durationOf(clock, first.at, first, answer) : undefined;
    return reply ?? [];
  });
}

/**
 * docs/metrics.md, totalWait: "the sum of its turns' waits, each until an operator or the copilot answered; a last one
 * that nobody answered until the episode's end", none "of an episode that was never answered".
 * @param episode one that is over
 * @param endedAt its close, else its last activity
 */
export function totalWaitIn({ events, clock }: Timed, endedAt: number): Length | undefined {
  const turns = turnsIn(events);
  return turns.some(({ answer }) => answer !== undefined) ? waitUntil(endedAt, turns, clock) : undefined;
}

/** All waits together up to a moment, at which a last one may still go on. */
export function waitUntil(moment: number, turns: readonly Turn[], clock: WalkedClock): Length {
  // A turn that began in the tail of the close, and that nobody answered, has waited for nothing.
  const waits = turns.map(({ first, answer }) =>
    clock.lengthOf(first.at, answer?.at ?? Math.max(first.at, moment)),
  );
  const sum = (of: keyof Length) =>
    waits.reduce((total, wait) => total + Math.round(wait[of] * 1000), 0) / 1000;
  return { seconds: sum('seconds'), workingSeconds: sum('workingSeconds') };
}

/** "A turn starts at the first visitor message …; it ends at the next operator or copilot message." */
export interface Turn {
  /** Of the visitor's messages in it, the first, and how many they are. */
  readonly first: ChatEvent;
  readonly messages: number;
  /** Only the last turn may have none. */
  readonly answer: ChatEvent | undefined;
}

export function turnsIn(events: readonly ChatEvent[]): Turn[] {
  const turns: Turn[] = [];
  let turn: { readonly first: ChatEvent; messages: number } | undefined;
  for (const event of events) {
    if (event.textBy === 'visitor') {
      turn ??= { first: event, messages: 0 };
      turn.messages += 1;
    }
    if (!isAnswer(event) || turn === undefined) continue;
    turns.push({ ...turn, answer: event });
    turn = undefined;
  }
  return turn === undefined ? turns : [...turns, { ...turn, answer: undefined }];
}

function sinceFirstVisitorMessage({ events }: Timed): readonly ChatEvent[] {
  const first = events.findIndex(({ textBy }) => textBy === 'visitor');
  return first === -1 ? [] : events.slice(first);
}

function isAnswer({ textBy }: ChatEvent): boolean {
  return textBy === 'operator' || textBy === 'copilot';
}

function durationOf(
  clock: WalkedClock,
  at: number,
  from: ChatEvent | undefined,
  to: ChatEvent | undefined,
): Duration | undefined {
  if (from === undefined || to === undefined) return undefined;
  return { at, ...clock.lengthOf(from.at, to.at), operator: to.operator };
}
