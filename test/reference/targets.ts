import type { Clock } from './cells';
import { cuttingBy } from './cut-episodes';
import type { ReferenceOptions } from './delivery';
import type { Dimensions, Filter } from './dimensions';
import { isSelected } from './dimensions';
import type { FullEpisode } from './episode';
import type { ChatEvent } from './event';
import { fullEpisodesOf, optionsOf } from './full-episodes';
import type { History } from './history';
import type { Turn } from './responses';
import { turnsIn, waitUntil } from './responses';
import type { Length, WalkedClock } from './walked-clock';
import { ALWAYS_OPEN } from './walked-clock';

/** A target as it is from a moment on. */
export interface ReferenceTargetVersion {
  /** UTC milliseconds; left out: since ever. */
  readonly from?: number;
  readonly withinSeconds: number;
  readonly clock: Clock;
  readonly endedEarly: 'EXCLUDE' | 'BREACH';
  readonly lastWord: 'IGNORE' | 'BREACH';
  /** The episodes to which it applies: all, unless told otherwise. */
  readonly applies?: Omit<Filter, 'operators'>;
}

export interface ReferenceTarget {
  readonly name: string;
  readonly measure: 'FIRST_RESPONSE' | 'FIRST_ANSWER' | 'REPLY' | 'TOTAL_WAIT' | 'CLOSURE';
  /** Oldest first; before the first nothing is covered. */
  readonly versions: readonly ReferenceTargetVersion[];
}

export type TargetResult = 'met' | 'breached' | 'pending' | 'endedEarly' | 'lastWord';

/** What became of one episode or turn that a target covers. */
export interface TargetOutcome {
  readonly target: string;
  readonly result: TargetResult;
  /** The start of the episode or turn, UTC milliseconds. */
  readonly at: number;
  /** Those of the episode; the operator is who answered, if somebody did. */
  readonly dimensions: Dimensions;
}

/** A wait that a target is about. */
interface Wait {
  /** The start of the episode or turn, which decides the version in force. */
  readonly at: number;
  /** How long it took; `undefined`: what is waited for has not come. */
  readonly length: Length | undefined;
  /** How long it has been waited for until the episode was over, or now. */
  readonly soFar: Length;
  readonly isLastWord?: boolean;
  /** Whoever answered. */
  readonly operator?: string;
}

/** docs/metrics.md, "Targets": what a target covers of one account, and what became of each. */
export function targetOutcomesOf(history: History, target: ReferenceTarget): TargetOutcome[] {
  const options = optionsOf(history);
  const clock = history.clock ?? ALWAYS_OPEN;
  return fullEpisodesOf(history).flatMap((episode) =>
    waitsFor(target.measure, episode, { clock, until: overAt(episode, options) }).flatMap((wait) => {
      // "by the target in force at its start"
      const version = target.versions.findLast(({ from = -Infinity }) => from <= wait.at);
      if (version === undefined || !isSelected(episode, version.applies ?? {})) return [];
      const dimensions = { ...episode, operator: wait.operator ?? episode.operator };
      return [{ target: target.name, result: resultOf(wait, version, episode), at: wait.at, dimensions }];
    }),
  );
}

/** "An idle episode is over when it became idle": which is more than the gap after its last activity. */
function overAt({ status, closedAt, lastActivityAt = NaN }: FullEpisode, options: ReferenceOptions): number {
  if (status === 'IDLE') return lastActivityAt + cuttingBy(options).idleGapMs + 1;
  return closedAt ?? options.now;
}

function resultOf(wait: Wait, version: ReferenceTargetVersion, { status }: FullEpisode): TargetResult {
  const secondsOf = ({ seconds, workingSeconds }: Length) =>
    version.clock === 'CALENDAR' ? seconds : workingSeconds;
  // "Exactly at the limit is met."
  if (wait.length !== undefined) return secondsOf(wait.length) <= version.withinSeconds ? 'met' : 'breached';
  if (wait.isLastWord === true && version.lastWord === 'IGNORE') return 'lastWord';
  // "Answers that never came are breaches, not gaps."
  if (secondsOf(wait.soFar) > version.withinSeconds) return 'breached';
  if (status === 'OPEN') return 'pending';
  return version.endedEarly === 'BREACH' ? 'breached' : 'endedEarly';
}

interface Watch {
  readonly clock: WalkedClock;
  /** When the episode was over, or now. */
  readonly until: number;
}

function waitsFor(measure: ReferenceTarget['measure'], episode: FullEpisode, watch: Watch): Wait[] {
  const { startedAt: at, blockedAt } = episode;
  // "Episodes ended so are in no … target figure."
  if (at === undefined || blockedAt !== undefined) return [];
  const wait = (length: Length | undefined, from: number): Wait => ({
    at,
    length,
    soFar: sinceUntil(from, watch),
  });
  if (measure === 'CLOSURE') return [wait(episode.closure, at)];
  // "Episodes without a visitor message have no response target."
  const { firstVisitorMessageAt: askedAt, responseFrom = NaN } = episode;
  if (askedAt === undefined) return [];
  const { firstResponse, firstAnswer } = episode;
  if (measure === 'FIRST_RESPONSE') {
    return [{ ...wait(firstResponse, responseFrom), ...operatorOf(firstResponse) }];
  }
  if (measure === 'FIRST_ANSWER') return [{ ...wait(firstAnswer, askedAt), ...operatorOf(firstAnswer) }];
  return measure === 'REPLY' ? turnWaits(episode, watch) : [totalWait(episode, at, watch)];
}

function operatorOf(sample: { readonly operator: string } | undefined): { readonly operator?: string } {
  return sample === undefined ? {} : { operator: sample.operator };
}

function sinceUntil(from: number, { clock, until }: Watch): Length {
  return clock.lengthOf(from, Math.max(from, until));
}

/** "Turns that the copilot ended are not covered." */
function turnWaits({ events }: FullEpisode, watch: Watch): Wait[] {
  const turns = turnsIn(events);
  return turns.flatMap((turn, place): Wait[] => {
    const { first, answer } = turn;
    const wait = { at: first.at, soFar: sinceUntil(first.at, watch) };
    if (answer === undefined) {
      return [{ ...wait, length: undefined, isLastWord: place > 0 && isLastWord(turn) }];
    }
    if (answer.textBy !== 'operator') return [];
    return [{ ...wait, length: watch.clock.lengthOf(first.at, answer.at), operator: answer.operator }];
  });
}

/**
 * "Episodes never answered have none (a target on it is then breached or ended early at the close or when idle; pending
 * while open)."
 */
function totalWait(
  { events, status, totalWait: length, firstAnswer }: FullEpisode,
  at: number,
  watch: Watch,
): Wait {
  const isNeverAnswered = status === 'OPEN' && firstAnswer === undefined;
  const soFar = isNeverAnswered
    ? { seconds: 0, workingSeconds: 0 }
    : waitUntil(watch.until, turnsIn(events), watch.clock);
  return { at, length, soFar };
}

/** "it is one message of at most 60 characters, and it holds no question mark" */
function isLastWord({ first, messages }: Turn): boolean {
  const text = textOf(first);
  if (messages !== 1 || text === undefined || Array.from(text).length > 60) return false;
  const isGreek = /\p{Script=Greek}/u.test(text);
  return !/[?？؟՞⸮\u037e]/u.test(text) && !(isGreek && text.includes(';'));
}

/** A message without a text, such as a picture, is no last word. */
function textOf({ envelope }: ChatEvent): string | undefined {
  const body = envelope.message?.['body'];
  return typeof body === 'string' && body.trim() !== '' ? body : undefined;
}
