import { z } from 'zod';
import { DEFAULT_MATTERS } from '../rules';
import { NO_SIGN_IN } from '../access-rules';
import type { AlertRules } from '../alert-rules';
import type { ChannelRules, MailRules } from '../channel-rules';
import { subjectsOf, zoneOfDigest } from '../digest-rules';
import type { Rules } from '../rules';
import { accessOf } from './access';
import { accountOf } from './accounts';
import { alertOf, readyAlertsOf } from './alerts';
import { channelOf, mailOf, NEEDS_MAIL } from './channels';
import type { GivenChannel } from './channels';
import { goals } from './goals';
import { keyed, named, oneOrMore } from './keyed';
import { matters } from './matters';
import { digestOf, NEEDS_ZONE } from './digests';
import { accountName, channelName } from './names';
import type { RulesContext } from './rules-context';
import { scheduleOf } from './schedules';
import { targetOf } from './targets';
import { teamOf } from './teams';

/** What stands in `analytics.yaml`. Each part may be left out. */
export function rulesSchema(rules: RulesContext) {
  return keyed({
    schedules: named(scheduleOf(rules), 'schedules').optional().describe('When people work, by name.'),
    targets: named(targetOf(rules), 'targets').optional().describe('How soon things shall happen, by name.'),
    teams: named(teamOf(rules), 'teams')
      .optional()
      .describe('Operators that are looked at together, by name.'),
    accounts: z
      .record(accountName(rules), accountOf(rules), { error: 'must hold accounts by their names' })
      .optional()
      .describe('What is particular to accounts, by the names that their secrets have in the settings.'),
    matters: matters
      .optional()
      .describe('How large a change must be to matter: a smaller one is "about the same", however certain.'),
    goals: goals.optional().describe('What shares should be at least: the page shows how they stand to it.'),
    access: accessOf(rules)
      .optional()
      .describe('How people sign in on the page, what they may see, and where it is shared: docs/access.md.'),
    mail: mailOf(rules).optional(),
    channels: named(channelOf(rules), 'channels')
      .optional()
      .describe('Where notifications go, by name: docs/notifications.md.'),
    fallback: oneOrMore(channelName(rules), 'the name of a channel, or a list of such')
      .optional()
      .describe(
        'By which of them it is told that another takes nothing any more; without it by the first other one.',
      ),
    readyAlerts: readyAlertsOf(rules).optional(),
    alerts: named(alertOf(rules), 'alerts')
      .optional()
      .describe('What people are told when something is so, by name: docs/alerts.md.'),
    digests: named(digestOf(rules), 'digests')
      .optional()
      .describe('What people are told of each day, week or month, by name: docs/digests.md.'),
  })
    .transform(
      (
        {
          schedules,
          targets,
          teams,
          accounts,
          matters: given = DEFAULT_MATTERS,
          access,
          mail,
          channels,
          ...told
        },
        context,
      ): Rules => ({
        schedules: byName(schedules),
        targets: byName(targets),
        teams: byName(teams),
        accounts: new Map(Object.entries(accounts ?? {})),
        matters: given,
        goals: told.goals ?? new Map(),
        access: access ?? NO_SIGN_IN,
        channels: channelsOf(channels, mail, (name) => {
          context.addIssue({ code: 'custom', path: ['channels', name, 'email'], message: NEEDS_MAIL });
        }),
        fallback: told.fallback ?? [],
        // One of the file stands in place of one of the same name that comes with the service.
        alerts: new Map([...(told.readyAlerts ?? []).map(byItsName), ...byName(told.alerts)]),
        digests: byName(told.digests),
      }),
    )
    .superRefine((given, context) => {
      for (const digest of given.digests.values())
        if (subjectsOf(digest).some((about) => zoneOfDigest(digest, about, given) === undefined))
          context.addIssue({ code: 'custom', path: ['digests', digest.name, 'zone'], message: NEEDS_ZONE });
    })
    .meta({ title: 'Rules of SignalZen analytics', description: 'See docs/rules.md.' });
}

/** @param refuse takes the name of one that needs the mail server, which is not said */
function channelsOf(
  given: Readonly<Record<string, GivenChannel>> = {},
  mail: MailRules | undefined,
  refuse: (name: string) => void,
): Map<string, ChannelRules> {
  const channels = new Map<string, ChannelRules>();
  for (const [name, channel] of Object.entries(given)) {
    if (channel.kind !== 'email') channels.set(name, { name, ...channel });
    else if (mail !== undefined) channels.set(name, { name, ...channel, server: mail });
    else refuse(name);
  }
  return channels;
}

function byItsName(alert: AlertRules): [string, AlertRules] {
  return [alert.name, alert];
}

function byName<Value extends object>(
  values: Readonly<Record<string, Value>> = {},
): Map<string, Value & { readonly name: string }> {
  return new Map(Object.entries(values).map(([name, value]) => [name, { ...value, name }]));
}

const NOTHING: RulesContext = {
  accounts: [],
  schedules: [],
  targets: [],
  teams: [],
  channels: [],
  publicUrl: undefined,
  variable: () => undefined,
  calendars: { daysOf: () => ({ days: [], problems: [] }) },
};

/** The same as a JSON Schema (draft 7, which editors know), without what other files decide. */
export function rulesJsonSchema(): object {
  return z.toJSONSchema(rulesSchema(NOTHING), { io: 'input', target: 'draft-7' });
}
