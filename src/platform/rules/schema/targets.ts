import { z } from 'zod';
import { CLOCKS, TARGET_MEASURES } from '../rules';
import type { TargetRules, TargetVersion } from '../rules';
import { keyed, oneOf, oneOrMore } from './keyed';
import { LENGTH_FORM, readLength } from './lengths';
import { accountName } from './names';
import type { RulesContext } from './rules-context';
import { instantOfLocal, localMoment, zone } from './times';

const LIMIT_TEXT = 'must be a limit such as 30s, 5m, 4h or, on the calendar, 2d: from 1s to 366d';

interface Limit {
  readonly ms: number;
  readonly isInDays: boolean;
}

const within = z
  .string({ error: LIMIT_TEXT })
  .regex(LENGTH_FORM, LIMIT_TEXT)
  .transform((text, context): Limit => {
    const given = readLength(text);
    if (given !== undefined && given.ms >= 1000) return given;
    context.addIssue({ code: 'custom', message: LIMIT_TEXT });
    return z.NEVER;
  });

const text = z.string({ error: 'must be a text' });
const GOAL = 'must be a share above 0 and at most 1: 0.9 for 90 %';

/** What may change in a target. */
const changeable = (rules: RulesContext) => ({
  clock: oneOf(CLOCKS)
    .optional()
    .describe(
      "Whether all of a duration counts (CALENDAR, the default), or what lies in the account's working hours.",
    ),
  endedEarly: oneOf(['EXCLUDE', 'BREACH'])
    .optional()
    .describe(
      'What an episode is that was over before the limit without an answer: in neither side of the rate (EXCLUDE, the default), or a breach.',
    ),
  lastWord: oneOf(['IGNORE', 'BREACH'])
    .optional()
    .describe(
      'Of REPLY: what a last short message is that asks nothing and nobody answers: left out (IGNORE, the default), or as any other.',
    ),
  accounts: oneOrMore(accountName(rules), 'the name of an account, or a list of such')
    .optional()
    .describe('Only in these accounts; without it in all.'),
  copilot: z
    .boolean({ error: 'must be true or false' })
    .optional()
    .describe('true: only where the copilot took part; false: only where it did not.'),
  pages: oneOrMore(text, 'a page, or a list of pages').optional().describe('Only episodes of these pages.'),
  attributes: z
    .record(z.string().min(1).max(100), oneOrMore(text, 'a text, or a list of texts'), {
      error: 'must hold values by the names of attributes',
    })
    .optional()
    .describe('Only episodes with one of these values of each attribute.'),
});

const withinText = 'The limit, such as 30s, 5m or 4h; on the calendar also 2d. Exactly at the limit is kept.';
const goalOf = z.number({ error: GOAL }).gt(0, GOAL).max(1, GOAL);
const goalText = 'The share that shall keep it, such as 0.9.';

/** A target, by its name. */
export const targetOf = (rules: RulesContext) =>
  keyed({
    measure: oneOf(TARGET_MEASURES).describe('The duration that it limits.'),
    within: within.describe(withinText),
    goal: goalOf.describe(goalText),
    ...changeable(rules),
    from: localMoment
      .optional()
      .describe(
        'It covers what starts from then on: `2026-03-01`, or `2026-03-01T12:00`. Without it: all there is.',
      ),
    zone: zone.optional().describe('The time zone of every `from` of this target; without it UTC.'),
    changes: z
      .array(
        keyed({
          from: localMoment.describe('Since when: what started before keeps the former limit.'),
          within: within.optional().describe(withinText),
          goal: goalOf.optional().describe(goalText),
          ...changeable(rules),
        }).describe('What is different from a moment on; what it does not name stays as it was.'),
        { error: 'must be a list of changes, each with a `from`' },
      )
      .optional()
      .describe('How it has changed since, oldest first.'),
  })
    .transform(
      ({ measure, zone: inZone = 'UTC', changes = [], ...first }, context): Omit<TargetRules, 'name'> => {
        const versions: TargetVersion[] = [];
        let merged: Given = first;
        for (const [index, change] of [first, ...changes].entries()) {
          const path = index === 0 ? [] : ['changes', index - 1];
          const problem = (key: string, message: string) => {
            context.addIssue({ code: 'custom', path: [...path, key], message });
          };
          merged = {
            ...merged,
            ...change,
            within: change.within ?? merged.within,
            goal: change.goal ?? merged.goal,
          };
          const version = versionOf(merged, change.from, inZone);
          const before = versions.at(-1);
          if (before !== undefined && version.from <= before.from)
            problem('from', 'must be later than the `from` before it: changes stand oldest first');
          if (merged.within.isInDays && version.clock === 'WORKING')
            problem(
              change.within === undefined ? 'clock' : 'within',
              'must be in hours (h): a day has no length on the WORKING clock',
            );
          if (change.lastWord !== undefined && measure !== 'REPLY')
            problem('lastWord', 'says nothing here: only targets of REPLY know last words');
          versions.push(version);
        }
        return { measure, versions };
      },
    )
    .describe('How soon something shall happen.');

/** With each key as it is or, where it is not said, `undefined`. */
interface Given {
  readonly within: Limit;
  readonly goal: number;
  readonly clock?: TargetVersion['clock'] | undefined;
  readonly endedEarly?: TargetVersion['endedEarly'] | undefined;
  readonly lastWord?: TargetVersion['lastWord'] | undefined;
  readonly accounts?: readonly string[] | undefined;
  readonly copilot?: boolean | undefined;
  readonly pages?: readonly string[] | undefined;
  readonly attributes?: Readonly<Record<string, readonly string[]>> | undefined;
}

function versionOf(given: Given, from: string | undefined, inZone: string): TargetVersion {
  return {
    from: from === undefined ? -Infinity : instantOfLocal(from, inZone),
    withinMs: given.within.ms,
    clock: given.clock ?? 'CALENDAR',
    goal: given.goal,
    endedEarly: given.endedEarly ?? 'EXCLUDE',
    lastWord: given.lastWord ?? 'IGNORE',
    accounts: given.accounts ?? [],
    copilot: given.copilot,
    pages: given.pages ?? [],
    attributes: new Map(Object.entries(given.attributes ?? {})),
  };
}
