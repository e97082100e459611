import { SimulatorError } from '../simulator-error';
import { STEADY_COURSE } from './course';
import type { Course } from './course';

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface WorldOptions {
  readonly account: string;
  /** From 0 to 2^32 − 1. The same options give the same world, byte by byte. */
  readonly seed: number;
  readonly chats: number;
  readonly days: number;
  readonly operators: number;
  /** The first operator's id; the others follow. */
  readonly firstOperatorId: number;
  /** UTC milliseconds of the last moment of the world: nothing in it is later. */
  readonly until: number;
  /** The ids of visitors and messages are above this one. */
  readonly idOffset: number;
  /** How long a chat is silent before a visitor's next message starts a new episode. */
  readonly episodeIdleGapSeconds: number;
  /** How long after a close messages still belong to the episode that was closed. */
  readonly episodeTailSeconds: number;
  readonly course: Course;
}

const IDS_OF_A_SEED = 2 ** 21;

/** A place for the ids of each seed, so that runs with different seeds do not meet: the 53 bits of a number. */
export function idOffsetOf(seed: number): number {
  return seed * IDS_OF_A_SEED;
}

/**
 * The options with their defaults.
 * @throws SimulatorError `WORLD_IMPOSSIBLE`
 */
export function worldOptions(given: Partial<WorldOptions> & { readonly until: number }): WorldOptions {
  const seed = given.seed ?? 1;
  const options = {
    account: 'default',
    chats: 500,
    days: 30,
    operators: 4,
    firstOperatorId: 1,
    idOffset: idOffsetOf(seed),
    episodeIdleGapSeconds: DAY / SECOND,
    episodeTailSeconds: (2 * MINUTE) / SECOND,
    course: STEADY_COURSE,
    ...given,
    seed,
  };
  demandWhole('seed', seed, 0, 2 ** 32 - 1);
  demandWhole('chats', options.chats, 0, 1_000_000);
  demandWhole('days', options.days, 1, 3660);
  demandWhole('operators', options.operators, 1, 100);
  demandWhole('idOffset', options.idOffset, 0, Number.MAX_SAFE_INTEGER);
  demandWhole('until', options.until, 0, 8.64e15);
  demandWhole('episodeIdleGapSeconds', options.episodeIdleGapSeconds, 3600, 3660 * 86_400);
  demandWhole('episodeTailSeconds', options.episodeTailSeconds, 0, 3600);
  return options;
}

/** The half-open range, in UTC milliseconds, that holds the whole world. */
export function rangeOf({ until, days }: WorldOptions): { readonly from: number; readonly to: number } {
  return { from: until + 1 - days * DAY, to: until + 1 };
}

function demandWhole(name: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new SimulatorError(
    'WORLD_IMPOSSIBLE',
    `No world with ${name} ${value}: it must be a whole number from ${least} to ${most}.`,
  );
}
