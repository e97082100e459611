import { Inject, Injectable } from '@nestjs/common';
import type { Bounds } from '../../../platform/access/caller';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import type { Rules, TargetRules } from '../../../platform/rules/rules';
import { RulesOfNumbers } from '../../../compute/facts/rules-of-numbers';
import { BadInput, ResultTooLarge } from '../bad-input';
import { DEFAULT_CLOCK } from '../clock';
import type { AnswerBudget } from '../limits/answer-budget';
import { requireTarget, targetMeasures } from '../registry/targets';
import { statsRequestOf } from '../stats/stats-input';
import type { StatsInput } from '../stats/stats-input';
import type { StatsRequest } from '../stats/stats-request';
import { StatsService } from '../stats/stats.service';
import type { TargetRow } from './target-row';
import { targetRowsOf } from './target-rows';

/** A question for targets as somebody asks it: what is missing has its default. */
export interface TargetsInput extends Omit<StatsInput, 'compare' | 'clock' | 'fill' | 'offset'> {
  /** By name; without any, all of them. */
  readonly targets?: readonly string[] | null;
}

/** A question for targets, with every default filled in. */
export interface TargetsRequest extends Omit<StatsRequest, 'measures'> {
  readonly targets: readonly string[];
}

export const TARGETS_GRANULARITY = 'TOTAL';

export function targetsRequestOf({ targets, ...input }: TargetsInput, bounds: Bounds): TargetsRequest {
  const granularity = input.granularity ?? TARGETS_GRANULARITY;
  const request = statsRequestOf({ ...input, granularity }, [], bounds);
  // Each target has its own clock, and buckets in which it covers nothing are there as those of stats are.
  return { ...request, clock: DEFAULT_CLOCK, fill: true, targets: targets ?? [] };
}

/** Tells how well targets are kept. */
@Injectable()
export class TargetsService {
  constructor(
    private readonly stats: StatsService,
    private readonly numbers: RulesOfNumbers,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /**
   * A row for each target in each bucket of each group in which it covers anything; of what is not grouped, in each
   * bucket. No rows where the rules name no target. Targets are those that the numbers were computed by.
   * @param fields what is asked for of each row
   * @throws BadInput for a target that there is not; and as {@link StatsService.ask} does
   */
  async ask(request: TargetsRequest, budget: AnswerBudget, fields: number): Promise<TargetRow[]> {
    const [there, wanted] = [this.numbers.current.targets, this.rules.current.targets];
    const targets = chosenTargets(request.targets, there, wanted);
    const measures = targets.flatMap(({ name }) => targetMeasures(name));
    const cells = await this.stats.ask({ ...request, measures }, budget, fields * targets.length);
    const end = Math.min(request.to, Date.now());
    const rows = await targetRowsOf(targets, cells, end);
    if (rows.length <= request.limit) return rows;
    throw new ResultTooLarge(
      `The answer has ${rows.length} rows and limit is ${request.limit}: ask for fewer targets, a coarser granularity, a shorter range or fewer groups, or raise limit.`,
    );
  }
}

/**
 * @param there those that the numbers were computed by
 * @param wanted those of the rules as they are now
 * @returns by name, each once
 */
function chosenTargets(
  asked: readonly string[],
  there: Rules['targets'],
  wanted: Rules['targets'],
): TargetRules[] {
  for (const name of asked) {
    if (wanted.has(name) && !there.has(name))
      throw new BadInput(`targets: ${JSON.stringify(name)} is new, and computed in a while: see rebuildDue.`);
    requireTarget('targets', name, there);
  }
  return [...there.values()]
    .filter(({ name }) => asked.length === 0 || asked.includes(name))
    .sort((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)));
}
