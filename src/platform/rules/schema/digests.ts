import { z } from 'zod';
import { DIGEST_LANGUAGES, DIGEST_PERIODS } from '../digest-rules';
import type { DigestRules } from '../digest-rules';
import { CLOCKS } from '../rules';
import { keyed, oneOf, oneOrMore } from './keyed';
import { accountName, channelName, teamName } from './names';
import type { RulesContext } from './rules-context';
import { timeOfDay, WEEKDAYS, zone } from './times';

/** In the middle of the morning nobody is woken, and the day before is counted. */
const DEFAULT_MINUTES = 8 * 60;
const DAY = 'must be a day from 1 to 28, which every month has';
export const NEEDS_ZONE =
  'must be a time zone such as Europe/Vilnius; only digests of accounts with a schedule have one without it';

/** A digest, by its name. */
export const digestOf = (rules: RulesContext) =>
  keyed({
    every: oneOf(DIGEST_PERIODS).describe('What it tells of: each day, week (from Monday) or month.'),
    at: timeOfDay.optional().describe("When it is sent, such as '08:00', which it is without it."),
    weekday: oneOf(WEEKDAYS).optional().describe('Of one by week: on which day it is sent; else on Monday.'),
    day: z
      .int({ error: DAY })
      .min(1, DAY)
      .max(28, DAY)
      .optional()
      .describe('Of one by month: on which day it is sent; else on the first.'),
    zone: zone
      .optional()
      .describe("The time zone of its days and of `at`; without it that of the account's schedule."),
    to: oneOrMore(channelName(rules), 'the name of a channel, or a list of such').describe(
      'The channels by which it is sent.',
    ),
    accounts: oneOrMore(accountName(rules), 'the name of an account, or a list of such')
      .optional()
      .describe('One for each of these accounts; without accounts and teams one for all together.'),
    teams: oneOrMore(teamName(rules), 'the name of a team, or a list of such')
      .optional()
      .describe('One for each of these teams.'),
    language: oneOf(DIGEST_LANGUAGES).optional().describe('en (the default), de or ar.'),
    clock: oneOf(CLOCKS)
      .optional()
      .describe('Whether in durations all time counts (the default), or what lies in working hours.'),
  })
    .transform(
      (
        { at, weekday, day, accounts = [], teams = [], language = 'en', clock = 'CALENDAR', ...given },
        context,
      ) => {
        const refuse = (path: string, message: string) => {
          context.addIssue({ code: 'custom', path: [path], message });
        };
        if (weekday !== undefined && given.every !== 'week') refuse('weekday', 'is for every: week');
        if (day !== undefined && given.every !== 'month') refuse('day', 'is for every: month');
        if (accounts.length > 0 && teams.length > 0)
          refuse('teams', 'cannot be given together with accounts: make two digests of it');
        return {
          ...{ every: given.every, to: given.to, zone: given.zone, accounts, teams, language, clock },
          atMinutes: at ?? DEFAULT_MINUTES,
          weekday: weekday === undefined ? 1 : WEEKDAYS.indexOf(weekday) + 1,
          day: day ?? 1,
        } satisfies Omit<DigestRules, 'name'>;
      },
    )
    .describe('What is told of each day, week or month that is over: docs/digests.md.');
