import { z } from 'zod';
import { DEFAULT_MATTERS } from '../rules';
import { NO_SIGN_IN } from '../access-rules';
import type { Rules } from '../rules';
import { accessOf } from './access';
import { accountOf } from './accounts';
import { keyed, named } from './keyed';
import { matters } from './matters';
import { accountName } from './names';
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
    access: accessOf(rules)
      .optional()
      .describe('How people sign in on the page, what they may see, and where it is shared: docs/access.md.'),
  })
    .transform(
      ({ schedules, targets, teams, accounts, matters: given = DEFAULT_MATTERS, access }): Rules => ({
        schedules: byName(schedules),
        targets: byName(targets),
        teams: byName(teams),
        accounts: new Map(Object.entries(accounts ?? {})),
        matters: given,
        access: access ?? NO_SIGN_IN,
      }),
    )
    .meta({ title: 'Rules of SignalZen analytics', description: 'See docs/rules.md.' });
}

function byName<Value extends object>(
  values: Readonly<Record<string, Value>> = {},
): Map<string, Value & { readonly name: string }> {
  return new Map(Object.entries(values).map(([name, value]) => [name, { ...value, name }]));
}

const NOTHING: RulesContext = {
  accounts: [],
  schedules: [],
  teams: [],
  publicUrl: undefined,
  variable: () => undefined,
  calendars: { daysOf: () => ({ days: [], problems: [] }) },
};

/** The same as a JSON Schema (draft 7, which editors know), without what other files decide. */
export function rulesJsonSchema(): object {
  return z.toJSONSchema(rulesSchema(NOTHING), { io: 'input', target: 'draft-7' });
}
