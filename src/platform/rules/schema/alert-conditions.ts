import { z } from 'zod';
import {
  BACKUP_OLD_MS,
  CHANGE_MEASURES,
  CHANGE_WINDOWS,
  DIRECTIONS,
  FAST_BURN,
  SLOW_BURN,
  THRESHOLD_MEASURES,
} from '../alert-rules';
import type { AlertCondition } from '../alert-rules';
import { CLOCKS } from '../rules';
import { keyed, oneOf, oneOrMore } from './keyed';
import { LENGTH_FORM, readLength } from './lengths';
import { targetName } from './names';
import type { RulesContext } from './rules-context';
import { zone } from './times';

const LENGTH = 'must be a length of time such as 30s, 10m, 24h or 7d: from 0s to 366d';
export const length = z
  .string({ error: LENGTH })
  .regex(LENGTH_FORM, LENGTH)
  .transform((text, context) => {
    const given = readLength(text);
    if (given !== undefined) return given.ms;
    context.addIssue({ code: 'custom', message: LENGTH });
    return z.NEVER;
  });
const someTime = length.refine((ms) => ms >= 1000, 'must be 1s at least');

const COUNT = 'must be a whole number from 0 to 1000000';
const count = z.int({ error: COUNT }).min(0, COUNT).max(1_000_000, COUNT);
const LIMIT = 'must be a number: a share such as 0.8, seconds, stars, or a count, as the measure is';
const limit = z.number({ error: LIMIT });
const STARS = 'must be a number of stars from 1 to 5';
const SHARE = 'must be a share from 0 to 1, such as 0.95';
const MAX_OVER_MS = 92 * 86_400_000;

const clock = oneOf(CLOCKS)
  .optional()
  .describe("Whether all time counts, or what lies in the account's working hours.");

const chosenTargets = (rules: RulesContext) =>
  oneOrMore(targetName(rules), 'the name of a target, or a list of such').optional();
const burn = z.number({ error: SHARE }).gt(0, SHARE).max(1, SHARE).optional();

/** What an alert can look at: it says one of them. */
export const conditionsOf = (rules: RulesContext) => ({
  waiting: keyed({
    longerThan: someTime.describe('For how long somebody waits, such as 10m.'),
    clock,
    moreThan: count.optional().describe('How many may wait for so long; without it none.'),
  })
    .transform(({ longerThan, clock: on = 'WORKING', moreThan = 0 }): AlertCondition => ({
      ...{ kind: 'waiting', longerThanMs: longerThan, clock: on, moreThan },
    }))
    .optional()
    .describe('Somebody waits for an answer for too long.'),
  due: keyed({
    within: someTime.describe('How soon a target is breached unless somebody answers, such as 2m.'),
    targets: chosenTargets(rules).describe('Of these targets only; without it of all.'),
    moreThan: count.optional().describe('How many may be due so soon; without it none.'),
  })
    .transform(({ within, targets = [], moreThan = 0 }): AlertCondition => ({
      ...{ kind: 'due', withinMs: within, targets, moreThan },
    }))
    .optional()
    .describe('Somebody waits who will soon have waited beyond a target.'),
  target: keyed({
    targets: chosenTargets(rules).describe('These targets only; without it each of them.'),
    fast: burn.describe(
      `The share of the error budget of 28 days within a working hour; without it ${FAST_BURN}.`,
    ),
    slow: burn.describe(`The same within a working day; without it ${SLOW_BURN}.`),
  })
    .transform(({ targets = [], fast = FAST_BURN, slow = SLOW_BURN }): AlertCondition => ({
      ...{ kind: 'target', targets, fast, slow },
    }))
    .optional()
    .describe('The error budget of a target goes too fast. Written as `target: {}` for all of them.'),
  change: keyed({
    measure: oneOf(CHANGE_MEASURES).describe('What is measured: docs/metrics.md.'),
    window: oneOf(CHANGE_WINDOWS).describe(
      'Each day is compared with the same weekday of four weeks, or each week with the four before.',
    ),
    direction: oneOf(DIRECTIONS).optional().describe('Told only if it is so; without it either.'),
    clock,
    zone: zone.optional().describe('Whose days and weeks; without it those of UTC.'),
  })
    .transform(
      ({ window, direction, clock: on = 'CALENDAR', zone: inZone = 'UTC', measure }): AlertCondition => ({
        ...{ kind: 'change', measure, unit: window, direction, clock: on, zone: inZone },
      }),
    )
    .optional()
    .describe(
      'A measure of a day or a week that is over is certainly another one than before, and by so much that it matters.',
    ),
  rating: keyed({
    atMost: z.int({ error: STARS }).min(1, STARS).max(5, STARS).describe('How many stars, such as 2.'),
  })
    .transform(({ atMost }): AlertCondition => ({ kind: 'rating', atMost }))
    .optional()
    .describe('A visitor gives few stars: each such rating is told once.'),
  blocked: keyed({})
    .transform((): AlertCondition => ({ kind: 'blocked' }))
    .optional()
    .describe('A chat is blocked: each is told once. Written as `blocked: {}`.'),
  unknownType: keyed({})
    .transform((): AlertCondition => ({ kind: 'unknownType' }))
    .optional()
    .describe(
      'SignalZen sends events of a type that this service does not know: each type is told once. Written as `unknownType: {}`.',
    ),
  threshold: keyed({
    measure: oneOf(THRESHOLD_MEASURES).describe('What is measured: docs/metrics.md.'),
    clock,
    below: limit.optional().describe('It may not be below: 0.8 for 80 %, or so many seconds, stars, …'),
    above: limit.optional().describe('It may not be above.'),
    over: someTime
      .refine((ms) => ms <= MAX_OVER_MS, 'must be 92d at most')
      .describe('Over the time up to now, such as 24h.'),
    atLeast: count.optional().describe('Of how many samples at least; without it 20.'),
  })
    .transform(
      ({ clock: on = 'CALENDAR', below, above, over, atLeast = 20, ...given }, context): AlertCondition => {
        if ((below === undefined) === (above === undefined))
          context.addIssue({ code: 'custom', message: 'must say either below or above' });
        return { ...given, ...{ kind: 'threshold', clock: on, below, above, overMs: over, atLeast } };
      },
    )
    .optional()
    .describe('A measure is too low, or too high.'),
  silence: keyed({
    atLeast: someTime.optional().describe('Nothing is said of a shorter silence; 15m without it.'),
  })
    .transform(({ atLeast = 15 * 60_000 }): AlertCondition => ({ kind: 'silence', atLeastMs: atLeast }))
    .optional()
    .describe('Nothing comes from SignalZen for longer than is likely at this hour of the week.'),
  data: keyed({
    late: someTime.optional().describe('By how much the numbers may be behind; 10m without it.'),
    coverageBelow: z
      .number({ error: SHARE })
      .min(0, SHARE)
      .max(1, SHARE)
      .optional()
      .describe(
        'What share of the last seven days must have come by webhook, and of operator messages be linked; 0.95 without it.',
      ),
  })
    .transform(({ late = 10 * 60_000, coverageBelow = 0.95 }): AlertCondition => ({
      ...{ kind: 'data', lateMs: late, coverageBelow },
    }))
    .optional()
    .describe('The numbers are late, or not whole.'),
  backup: keyed({
    olderThan: someTime.optional().describe('How old the last good backup may be; 8d without it.'),
  })
    .transform(({ olderThan = BACKUP_OLD_MS }): AlertCondition => ({
      ...{ kind: 'backup', olderThanMs: olderThan },
    }))
    .optional()
    .describe('No backup of the data directory was made for too long. Written as `backup: {}`.'),
});
