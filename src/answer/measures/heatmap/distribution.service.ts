import { Inject, Injectable } from '@nestjs/common';
import { Asking } from '../../shards/asking';
import { RulesInForce } from '../../../platform/rules/rules-in-force';
import { columnPrefix } from '../clock';
import type { Clock } from '../clock';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import { conditionsOf } from '../stats/dimensions';
import type { StatsFilter } from '../stats/dimensions';
import type { ColumnsOf, Enumeration } from '../columns/column';
import type { DurationKind } from '../registry/measure';

/** The durations that can be asked for. */
export type DurationMeasure = 'FIRST_RESPONSE' | 'FIRST_ANSWER' | 'REPLY' | 'TOTAL_WAIT' | 'CLOSURE';

export const DURATION_MEASURE: Enumeration<DurationMeasure> = {
  name: 'DurationMeasure',
  values: ['FIRST_RESPONSE', 'FIRST_ANSWER', 'REPLY', 'TOTAL_WAIT', 'CLOSURE'],
};

const KIND_OF_DURATION: Record<DurationMeasure, DurationKind> = {
  FIRST_RESPONSE: 'first_response',
  FIRST_ANSWER: 'first_answer',
  REPLY: 'reply',
  TOTAL_WAIT: 'total_wait',
  CLOSURE: 'closure',
};

/** How many durations lie in `lowerSeconds <= d < upperSeconds`. */
export interface DistributionBin {
  readonly lowerSeconds: number;
  readonly upperSeconds: number | null;
  readonly count: number;
  /** Of all durations, the share below `upperSeconds`: 1 in the last bin; null where there are none. */
  readonly shareBelow: number | null;
}

export const DISTRIBUTION_COLUMNS: ColumnsOf<DistributionBin> = [
  { name: 'lowerSeconds', type: 'NUMBER', isNullable: false, unit: 'seconds' },
  {
    name: 'upperSeconds',
    type: 'NUMBER',
    isNullable: true,
    unit: 'seconds',
    description: 'Null: no limit.',
  },
  {
    name: 'count',
    type: 'WHOLE',
    isNullable: false,
    description: 'Durations from the first (inclusive) to the second (exclusive).',
  },
  {
    name: 'shareBelow',
    type: 'NUMBER',
    isNullable: true,
    unit: 'ratio',
    description: 'Of all durations, the share below `upperSeconds`; null where there are none.',
  },
];

/** Where one row ends and the next begins, in seconds: what people say, from ten seconds to a week. */
const EDGES = [
  0, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400, 172_800, 604_800,
] as const;

/** How durations are spread. Counted in the facts themselves, so that each is in its row exactly. */
@Injectable()
export class DistributionService {
  constructor(
    private readonly asking: Asking,
    @Inject(RulesInForce) private readonly rules: Pick<RulesInForce, 'current'>,
  ) {}

  /** Always all rows, from the shortest on. @throws InvalidRange */
  async ask(
    measure: DurationMeasure,
    range: TimeRange,
    filter: StatsFilter,
    clock: Clock,
  ): Promise<DistributionBin[]> {
    requireRange(range);
    const { sql: conditions, parameters } = conditionsOf({
      ...{ groupBy: [], attribute: undefined, filter },
      teams: this.rules.current.teams,
    });
    const sql = `SELECT roundDown(${columnPrefix(clock)}, {edges: Array(Int64)}) AS lower, count() AS samples
FROM facts FINAL
WHERE kind = {kind: String}
    AND bucket >= {from: DateTime64(3)} - INTERVAL 15 MINUTE AND bucket < {to: DateTime64(3)}
    AND at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}${conditions}
GROUP BY lower`;
    const rows = await this.asking.query<{ lower: string; samples: string }>(
      { name: 'distribution', sql },
      filter.accounts,
      {
        ...parameters,
        kind: KIND_OF_DURATION[measure],
        from: new Date(range.from),
        to: new Date(range.to),
        edges: EDGES.map((edge) => edge * 1000),
      },
    );
    const countOf = new Map(rows.map(({ lower, samples }) => [Number(lower) / 1000, Number(samples)]));
    const all = [...countOf.values()].reduce((sum, samples) => sum + samples, 0);
    let below = 0;
    return EDGES.map((lowerSeconds, index) => {
      const count = countOf.get(lowerSeconds) ?? 0;
      below += count;
      const upperSeconds = EDGES[index + 1] ?? null;
      return { lowerSeconds, upperSeconds, count, shareBelow: all === 0 ? null : below / all };
    });
  }
}
