import type { ChatEvent } from './event';
import { isHandOff } from './hand-off';

/** One sample of a duration. */
export interface Duration {
  /** The moment that decides the bucket, UTC milliseconds. */
  readonly at: number;
  readonly seconds: number;
  /** Who gave the response, the answer or the reply. */
  readonly operator: string;
}

/**
 * docs/metrics.md: "first operator message at or after its first visitor message, minus the clock's start. The
 * clock starts at the first visitor message; if an explicit hand-off … lies between that message and the first
 * operator message, at the first such hand-off." Anchor: the episode's start.
 * @param events those of one episode, in order
 */
export function firstResponseIn(events: readonly ChatEvent[], startedAt: number): Duration | undefined {
  const since = sinceFirstVisitorMessage(events);
  const response = since.findIndex(({ textBy }) => textBy === 'operator');
  const clock = since.slice(0, Math.max(response, 0)).find(isHandOff) ?? since[0];
  return durationOf(startedAt, clock, since[response]);
}

/** docs/metrics.md: "the same by an operator or the copilot, always from the first visitor message". */
export function firstAnswerIn(events: readonly ChatEvent[], startedAt: number): Duration | undefined {
  const since = sinceFirstVisitorMessage(events);
  return durationOf(startedAt, since[0], since.find(isAnswer));
}

/**
 * docs/metrics.md: "a turn starts at the first visitor message after the episode's start or after the last
 * operator or copilot message; it ends at the next operator or copilot message. One sample per turn that an
 * operator ended". A rule's message neither starts nor ends one. Anchor: the turn's start.
 */
export function repliesIn(events: readonly ChatEvent[]): Duration[] {
  const replies: Duration[] = [];
  let turn: ChatEvent | undefined;
  for (const event of events) {
    if (event.textBy === 'visitor') turn ??= event;
    if (!isAnswer(event)) continue;
    const reply = event.textBy === 'operator' && turn ? durationOf(turn.at, turn, event) : undefined;
    if (reply !== undefined) replies.push(reply);
    turn = undefined;
  }
  return replies;
}

function sinceFirstVisitorMessage(events: readonly ChatEvent[]): readonly ChatEvent[] {
  const first = events.findIndex(({ textBy }) => textBy === 'visitor');
  return first === -1 ? [] : events.slice(first);
}

function isAnswer({ textBy }: ChatEvent): boolean {
  return textBy === 'operator' || textBy === 'copilot';
}

function durationOf(at: number, from: ChatEvent | undefined, to: ChatEvent | undefined) {
  if (from === undefined || to === undefined) return undefined;
  return { at, seconds: (to.at - from.at) / 1000, operator: to.operator };
}
