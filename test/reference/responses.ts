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
 * clock starts at the first visitor message; if an explicit hand-off … while the copilot was on lies between that
 * message and the first operator message, at the first such hand-off." Anchor: the episode's start.
 * @param events those of one episode, in order
 * @param withCopilotOn the events just before which the copilot is on
 */
export function firstResponseIn(
  events: readonly ChatEvent[],
  startedAt: number,
  withCopilotOn: ReadonlySet<ChatEvent>,
): Duration | undefined {
  const since = sinceFirstVisitorMessage(events);
  const response = since.findIndex(({ textBy }) => textBy === 'operator');
  const clock = since
    .slice(0, Math.max(response, 0))
    .find((event) => isHandOff(event) && withCopilotOn.has(event));
  return durationOf(startedAt, clock ?? since[0], since[response]);
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
  return turnsIn(events).flatMap(({ first, answer }) => {
    const reply = answer?.textBy === 'operator' ? durationOf(first.at, first, answer) : undefined;
    return reply ?? [];
  });
}

/**
 * docs/metrics.md, totalWait: "the sum of its turns' waits, each until an operator or the copilot answered; a last one
 * that nobody answered until the episode's end", none "of an episode that was never answered". Seconds.
 * @param events those of one episode that is over, in order
 * @param endedAt its close, else its last activity
 */
export function totalWaitIn(events: readonly ChatEvent[], endedAt: number): number | undefined {
  const turns = turnsIn(events);
  if (!turns.some(({ answer }) => answer !== undefined)) return undefined;
  // A turn that began in the tail of the close, and that nobody answered, has waited for nothing.
  const waits = turns.map(({ first, answer }) => Math.max(0, (answer?.at ?? endedAt) - first.at));
  return waits.reduce((sum, wait) => sum + wait, 0) / 1000;
}

interface Turn {
  /** Of a visitor's messages in a row, the first. */
  readonly first: ChatEvent;
  /** Only the last turn may have none. */
  readonly answer: ChatEvent | undefined;
}

function turnsIn(events: readonly ChatEvent[]): Turn[] {
  const turns: Turn[] = [];
  let first: ChatEvent | undefined;
  for (const event of events) {
    if (event.textBy === 'visitor') first ??= event;
    if (!isAnswer(event) || first === undefined) continue;
    turns.push({ first, answer: event });
    first = undefined;
  }
  return first === undefined ? turns : [...turns, { first, answer: undefined }];
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
