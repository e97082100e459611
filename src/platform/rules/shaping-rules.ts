import type { AccountRules, Rules, TargetRules } from './rules';

/** What of the rules shapes numbers: other rules make other numbers of the same events. */
export type ShapingRules = Pick<Rules, 'schedules' | 'targets' | 'accounts'>;

/** Writes down what shapes numbers, for {@link readShapingRules}. */
export function shapingRulesText({ schedules, targets, accounts }: ShapingRules): string {
  const used = new Set([...accounts.values()].flatMap((account) => account.schedules));
  const shaping = [...accounts].map(([account, { schedules: own, copilotIds, isCopilotOnByDefault }]) => [
    account,
    { schedules: own, copilotIds, isCopilotOnByDefault },
  ]);
  const rules = {
    schedules: new Map([...schedules].filter(([name]) => used.has(name))),
    targets,
    accounts: { map: shaping },
  };
  return JSON.stringify(rules, (_, value: unknown) => {
    if (value instanceof Map) return { map: [...(value as ReadonlyMap<unknown, unknown>)] };
    return value === -Infinity ? { always: true } : value;
  });
}

/** Reads what {@link shapingRulesText} wrote: what this service wrote itself is not checked again. */
export function readShapingRules(text: string): ShapingRules {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if ('always' in value) return -Infinity;
    // A Map that was made already has no such property.
    return 'map' in value ? new Map(value.map as [unknown, unknown][]) : value;
  }) as ShapingRules;
}

/**
 * The rules that numbers are to be read by: what shapes them is as it was when they were computed; names, links, teams,
 * the goals of targets, which changes matter, who may see what, what is kept and who is told are as they are now.
 */
export function rulesOfNumbers(shaping: ShapingRules, now: Rules): Rules {
  return {
    teams: now.teams,
    matters: now.matters,
    goals: now.goals,
    access: now.access,
    channels: now.channels,
    fallback: now.fallback,
    alerts: now.alerts,
    digests: now.digests,
    // Those that no account works by shape nothing.
    schedules: new Map([...now.schedules, ...shaping.schedules]),
    targets: new Map(
      [...shaping.targets].map(([name, target]) => [name, withGoalsOfNow(target, now.targets.get(name))]),
    ),
    accounts: new Map(
      [...new Set([...now.accounts.keys(), ...shaping.accounts.keys()])].map((account) => [
        account,
        accountOf(shaping.accounts.get(account), now.accounts.get(account)),
      ]),
    ),
  };
}

function accountOf(shaping: AccountRules | undefined, now: AccountRules | undefined): AccountRules {
  return {
    name: now?.name,
    chatLink: now?.chatLink,
    schedules: shaping?.schedules ?? [],
    copilotIds: shaping?.copilotIds,
    isCopilotOnByDefault: shaping?.isCopilotOnByDefault,
    keptDays: now?.keptDays,
  };
}

/** A goal changes no number: it is what a share is compared with. */
function withGoalsOfNow(target: TargetRules, now: TargetRules | undefined): TargetRules {
  if (now === undefined || textWithoutGoals(now) !== textWithoutGoals(target)) return target;
  return now;
}

function textWithoutGoals({ name, measure, versions }: TargetRules): string {
  const rules = { schedules: new Map(), accounts: new Map() };
  const target = { name, measure, versions: versions.map((version) => ({ ...version, goal: 1 })) };
  return shapingRulesText({ ...rules, targets: new Map([[name, target]]) });
}
