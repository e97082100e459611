import { z } from 'zod';
import { READY_ALERTS, SEVERITIES, THRESHOLD_MEASURES } from '../alert-rules';
import type { AlertCondition, AlertRules } from '../alert-rules';
import { CLOCKS } from '../rules';
import { keyed, oneOf, oneOrMore } from './keyed';
import { LENGTH_FORM, readLength } from './lengths';
import { accountName, channelName, scheduleName, teamName } from './names';
import type { RulesContext } from './rules-context';

const LENGTH = 'must be a length of time such as 30s, 10m, 24h or 7d: from 0s to 366d';
const length = z
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

const conditions = {
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
      .describe('What share of the last seven days must have come by webhook; 0.95 without it.'),
  })
    .transform(({ late = 10 * 60_000, coverageBelow = 0.95 }): AlertCondition => ({
      ...{ kind: 'data', lateMs: late, coverageBelow },
    }))
    .optional()
    .describe('The numbers are late, or not whole.'),
};
const KINDS = Object.keys(conditions) as (keyof typeof conditions)[];
/** Told each by itself: there is nothing to wait for. */
const EVENTS: readonly string[] = ['rating', 'blocked', 'unknownType'];
const ONE_CONDITION = `must say what it looks at by one of ${KINDS.join(', ')}`;

const receivers = (rules: RulesContext) =>
  oneOrMore(channelName(rules), 'the name of a channel, or a list of such');
const accountNames = (rules: RulesContext) =>
  oneOrMore(accountName(rules), 'the name of an account, or a list of such').optional();

/** An alert, by its name. */
export const alertOf = (rules: RulesContext) =>
  keyed({
    ...conditions,
    to: receivers(rules).describe('The channels by which it is told.'),
    severity: oneOf(SEVERITIES).optional().describe('info, warning (the default) or critical.'),
    accounts: accountNames(rules).describe('Of these accounts only; without it of all.'),
    teams: oneOrMore(teamName(rules), 'the name of a team, or a list of such')
      .optional()
      .describe('Of operators of these teams only.'),
    pages: oneOrMore(z.string({ error: 'must be a text' }), 'a page, or a list of pages')
      .optional()
      .describe('Only contacts of these pages.'),
    copilot: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .describe('true: only where the copilot took part; false: only where it did not.'),
    for: length.optional().describe('For so long it must be so before anybody is told; without it 0s.'),
    keepFiring: length.optional().describe('For so long it must be over before that is told; without it 0s.'),
    coolDown: length.optional().describe('The same is not told again sooner; without it 15m.'),
    during: oneOrMore(scheduleName(rules), 'the name of a schedule, or a list of such')
      .optional()
      .describe(
        'People are told only while one of these schedules is open; what still is so then is told then.',
      ),
    runbook: z
      .string({ error: 'must be a text' })
      .max(500, 'must have at most 500 characters')
      .optional()
      .describe('What to do about it: it stands in each notification.'),
    texts: z
      .boolean({ error: 'must be true or false' })
      .optional()
      .describe('true: of each chat that is named, what the visitor wrote last, and is called, is told.'),
  })
    .transform((given, context): Omit<AlertRules, 'name'> => {
      const [kind, ...more] = KINDS.filter((one) => given[one] !== undefined);
      const condition = kind && given[kind];
      if (condition === undefined || more.length > 0) {
        context.addIssue({ code: 'custom', message: ONE_CONDITION });
        return z.NEVER;
      }
      return {
        ...{ condition, to: given.to, severity: given.severity ?? 'warning' },
        ...{ accounts: given.accounts ?? [], teams: given.teams ?? [], pages: given.pages ?? [] },
        copilot: given.copilot,
        ...{ forMs: given.for ?? 0, keepFiringMs: given.keepFiring ?? 0 },
        coolDownMs: given.coolDown ?? (EVENTS.includes(condition.kind) ? 0 : 15 * 60_000),
        ...{ during: given.during ?? [], runbook: given.runbook, texts: given.texts },
      };
    })
    .describe(`What is told to whom when something is so: exactly one of ${KINDS.join(', ')}.`);

const READY_NAMES = Object.keys(READY_ALERTS);

/** The alerts that come with the service. */
export const readyAlertsOf = (rules: RulesContext) =>
  keyed({
    to: receivers(rules).describe('The channels by which they are told.'),
    only: oneOrMore(oneOf(READY_NAMES), `one of ${READY_NAMES.join(', ')}, or a list of such`)
      .optional()
      .describe('These only; without it all of them.'),
    accounts: accountNames(rules).describe('Of these accounts only; without it of all.'),
    during: oneOrMore(scheduleName(rules), 'the name of a schedule, or a list of such')
      .optional()
      .describe('People are told only while one of these schedules is open.'),
  })
    .transform(({ to, only = READY_NAMES, accounts = [], during = [] }): AlertRules[] =>
      only.flatMap((name) => {
        const ready = READY_ALERTS[name];
        return ready === undefined
          ? []
          : [{ ...ready, name, to, accounts, during, teams: [], pages: [], copilot: undefined }];
      }),
    )
    .describe('Switches on the alerts that come with the service: docs/alerts.md.');
