import { Injectable } from '@nestjs/common';
import { BadInput } from '../../answer/measures/bad-input';
import { samplesIn } from '../../answer/measures/changes/judge-change';
import { AnswerBudget } from '../../answer/measures/limits/answer-budget';
import type { FactSums, Measure } from '../../answer/measures/registry/measure';
import { nameOfGroup } from '../../answer/measures/stats/groups';
import { NOTHING_COUNTED } from '../../answer/measures/stats/stats-cells';
import type { Group } from '../../answer/measures/stats/stats-request';
import { MAX_ROWS, StatsService } from '../../answer/measures/stats/stats.service';
import type { Counted } from '../../answer/measures/stats/uncounted-times';
import type { AlertCondition } from '../../platform/rules/alert-rules';
import { askTogether, nameOfFilter, shapeOf } from './shared-filters';
import type { AlertFilter } from './shared-filters';
import type { Measured } from './threshold-condition';

export type Times = Pick<Extract<AlertCondition, { kind: 'threshold' }>, 'clock' | 'overMs'>;
type Question = AlertFilter & Times;

/** What thresholds share: they are asked in one question. */
export function questionKey({ clock, overMs, ...filter }: Question): string {
  return JSON.stringify([clock, overMs, shapeOf(filter).key]);
}

/** What measures came to, by their names, for what an alert looks at. */
export type MeasuredOf = (filter: AlertFilter) => Promise<ReadonlyMap<string, Measured>>;

/** Measures over the time up to now, by the same definitions as every other answer. */
@Injectable()
export class Measurements {
  constructor(private readonly stats: StatsService) {}

  /**
   * @param filters of one shape
   * @param counted by all that is counted now
   * @returns rejects with BadInput for a filter that the rules do not know any more
   * @throws ClickHouseError
   */
  async of(
    measures: readonly Measure[],
    times: Times,
    filters: readonly AlertFilter[],
    { until, mayGrow }: Counted,
  ): Promise<MeasuredOf> {
    const { clock, overMs } = times;
    const sums = await askTogether(filters, async ({ filter, groupBy, of: [alone] }) => {
      const isGrouped = groupBy.length > 0;
      const cells = await this.stats.ask(
        {
          ...{ from: until - overMs, to: until, zone: 'UTC', clock, granularity: 'TOTAL' },
          ...{ weekStart: 'MONDAY', measures, filter, groupBy, fill: !isGrouped },
          ...{ limit: isGrouped ? MAX_ROWS : 1, offset: 0, mayGrow },
          ...{ attribute: undefined, compare: undefined, areOperatorsNamed: false },
        },
        new AnswerBudget(),
      );
      const nameOf = (group: Group) => (!isGrouped && alone ? nameOfFilter(alone) : nameOfGroup(group));
      return Array.from(cells.sumsOfGroups(), ([group, found]) => [nameOf(group), found] as const);
    });
    const measured = new Map<string, ReadonlyMap<string, Measured>>();
    return (filter) => {
      const name = nameOfFilter(filter);
      const found = sums.get(name) ?? NOTHING_COUNTED;
      if (found instanceof BadInput) return Promise.reject(found);
      const known = measured.get(name) ?? measuredIn(found, measures, until);
      measured.set(name, known);
      return Promise.resolve(known);
    };
  }
}

function measuredIn(
  sums: FactSums,
  measures: readonly Measure[],
  until: number,
): ReadonlyMap<string, Measured> {
  return new Map(
    measures.map((measure) => {
      const value = measure.compute(sums);
      return [measure.name, { value, n: samplesIn(measure, { sums, value }), until }];
    }),
  );
}
