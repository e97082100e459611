import type { AlertCondition } from '../../platform/rules/alert-rules';
import type { TargetVersion } from '../../platform/rules/rules';
import { rateInterval } from '../../answer/measures/statistics/rates';
import { figureText } from '../notices/figure-text';
import { lengthText } from '../notices/length-text';
import { soIf } from './finding';
import type { Finding, PageLinks } from './finding';

type Condition = Extract<AlertCondition, { kind: 'target' }>;

export const SPEEDS = ['fast', 'slow'] as const;
export type Speed = (typeof SPEEDS)[number];

/** Of fewer that a target covers nobody can say how well it is kept. */
const MIN_COVERED = 10;

/** What became of all that a target covers in some time. */
export interface Kept {
  readonly met: number;
  readonly breached: number;
}

/** A target, and how it was kept lately. */
export interface Burning {
  readonly target: string;
  readonly version: TargetVersion;
  /** Of the error budget. */
  readonly ofBudget: Kept;
  /** In the time of the speed, and in its last part. */
  readonly long: Kept;
  readonly short: Kept;
  /** The time of the speed, in milliseconds. */
  readonly window: { readonly from: number; readonly to: number };
  /** How long it is, in working time. */
  readonly longMs: number;
}

/**
 * Whether so much of the error budget of 28 days went in a short time, and still goes; and not by chance: there must be
 * more breaches than the goal allows for certain.
 */
export function findBurn(
  condition: Condition,
  speed: Speed,
  { target, version, ofBudget, long, short, window, longMs }: Burning,
  links: PageLinks,
): Finding {
  const allowed = 1 - version.goal;
  const budget = allowed * (ofBudget.met + ofBudget.breached);
  const [covered, inShort] = [long.met + long.breached, short.met + short.breached];
  const gone = budget === 0 ? 0 : long.breached / budget;
  const interval = rateInterval({ part: long.breached, whole: covered });
  const isCertain = interval !== null && interval.low > allowed;
  const goesOn = short.breached > 0 && short.breached / inShort > allowed;
  const share = condition[speed];
  const enough = covered >= MIN_COVERED && budget > 0;
  const over = `${lengthText(longMs)} of working time`;
  return {
    about: `${target}/${speed}`,
    found: enough ? soIf(gone >= share && isCertain && goesOn) : 'no data',
    say: () => ({
      title: `${target}: ${figureText(gone, 'ratio')} of the error budget of 28 days went within ${over}`,
      titleWhenOver: `${target}: the error budget no longer goes ${speed === 'fast' ? 'fast' : 'steadily'}`,
      titleWithoutData: `${target}: too few contacts within ${over} to say (n = ${covered})`,
      text: [
        `${long.breached} of ${covered} took longer than the target allows, which ${figureText(allowed, 'ratio')} may. At this pace the budget is gone before its 28 days are.`,
      ],
      figures: [
        {
          label: `Breached, ${target}`,
          value: `${long.breached} of ${covered}`,
          note: `goal ${figureText(version.goal, 'ratio')} within ${lengthText(version.withinMs)}`,
        },
      ],
      links: links.to('Look at the targets'),
      data: {
        ...{ target, speed, budgetGone: gone, goal: version.goal, withinSeconds: version.withinMs / 1000 },
        ...{ met: long.met, breached: long.breached, budget, lastBreached: short.breached },
        window: { from: new Date(window.from), to: new Date(window.to) },
      },
    }),
  };
}
