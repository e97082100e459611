import { z } from 'zod';
import { READY_ALERTS, SEVERITIES } from '../alert-rules';
import type { AlertRules } from '../alert-rules';
import { conditionsOf, length } from './alert-conditions';
import { keyed, oneOf, oneOrMore } from './keyed';
import { accountName, channelName, scheduleName, teamName } from './names';
import type { RulesContext } from './rules-context';

type Kind = keyof ReturnType<typeof conditionsOf>;
/** In the order in which they are listed. */
const KINDS: readonly Kind[] = [
  ...(['waiting', 'due', 'target', 'change', 'threshold'] as const),
  ...(['rating', 'blocked', 'unknownType', 'silence', 'data', 'backup'] as const),
];
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
    ...conditionsOf(rules),
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
