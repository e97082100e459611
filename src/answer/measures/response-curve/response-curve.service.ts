import { Inject, Injectable } from '@nestjs/common';
import { Asking } from '../../shards/asking';
import { RulesOfNumbers } from '../../../compute/facts/rules-of-numbers';
import { BadInput } from '../bad-input';
import { requireRange } from '../calendar/time-range';
import type { TimeRange } from '../calendar/time-range';
import type { Clock } from '../clock';
import type { ColumnsOf } from '../columns/column';
import type { DurationMeasure } from '../heatmap/distribution.service';
import { waitMs } from '../live/wait-length';
import { SurvivalCurve } from '../statistics/kaplan-meier';
import { conditionsOf } from '../stats/dimensions';
import type { StatsFilter } from '../stats/dimensions';

/** Where the curve stands after some time. */
export interface ResponseCurvePoint {
  readonly seconds: number;
  readonly answeredShare: number;
  readonly low: number;
  readonly high: number;
  readonly atRisk: number;
}

/** The share of contacts that were answered within a time. */
export interface ResponseCurve {
  readonly n: number;
  readonly answered: number;
  readonly p50Seconds: number | null;
  readonly p90Seconds: number | null;
  readonly points: readonly ResponseCurvePoint[];
}

export const RESPONSE_CURVE_COLUMNS: ColumnsOf<Omit<ResponseCurve, 'points'>> = [
  {
    name: 'n',
    type: 'WHOLE',
    isNullable: false,
    unit: 'episodes',
    description:
      'Contacts that the curve is of, answered or not: engaged episodes that started in the range, without those that a block or a destruction ended.',
  },
  { name: 'answered', type: 'WHOLE', isNullable: false, unit: 'episodes' },
  {
    name: 'p50Seconds',
    type: 'NUMBER',
    isNullable: true,
    unit: 'seconds',
    description: 'Within which half of them were answered; null where the curve does not reach so many.',
  },
  {
    name: 'p90Seconds',
    type: 'NUMBER',
    isNullable: true,
    unit: 'seconds',
    description: 'Within which 90 of 100 were answered; null where the curve does not reach so many.',
  },
];

export const RESPONSE_CURVE_POINT_COLUMNS: ColumnsOf<ResponseCurvePoint> = [
  { name: 'seconds', type: 'NUMBER', isNullable: false, unit: 'seconds' },
  {
    name: 'answeredShare',
    type: 'NUMBER',
    isNullable: false,
    unit: 'ratio',
    description: 'The share answered within so many seconds.',
  },
  { name: 'low', type: 'NUMBER', isNullable: false, description: 'The lower end of its 95 % band.' },
  { name: 'high', type: 'NUMBER', isNullable: false, description: 'The upper end.' },
  {
    name: 'atRisk',
    type: 'WHOLE',
    isNullable: false,
    unit: 'episodes',
    description: 'How many were not answered before, and were waited for at least so long.',
  },
];

/** Of a first response the clock may start later, at a hand-off. */
const COLUMNS = {
  FIRST_RESPONSE: { stem: 'first_response', from: 'response_from' },
  FIRST_ANSWER: { stem: 'first_answer', from: 'first_visitor_message_at' },
} as const;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** At which seconds the curve has points: the same for every range, so that curves can be laid over each other. */
export const CURVE_SECONDS: readonly number[] = [
  ...[0, 1, 2, 3, 5, 10, 15, 20, 30, 45],
  ...[1, 1.5, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45].map((minutes) => minutes * MINUTE),
  ...[1, 1.5, 2, 3, 4, 6, 8, 12, 16].map((hours) => hours * HOUR),
  ...[1, 1.5, 2, 3, 4, 5, 7].map((days) => days * DAY),
];

/** Contacts that were answered after so many milliseconds, wait since then, or wait for good. */
interface Row {
  readonly state: 'answered' | 'open' | 'never';
  /** Of open ones. */
  readonly account: string;
  readonly ms: string;
  readonly contacts: string;
}

/** Tells how fast contacts are answered, those counted that never were. */
@Injectable()
export class ResponseCurveService {
  constructor(
    private readonly asking: Asking,
    @Inject(RulesOfNumbers) private readonly rules: Pick<RulesOfNumbers, 'current'>,
  ) {}

  /** @throws BadInput for a duration that is no first response; InvalidRange */
  async ask(
    measure: DurationMeasure,
    range: TimeRange,
    filter: StatsFilter,
    clock: Clock,
  ): Promise<ResponseCurve> {
    requireRange(range);
    if (measure !== 'FIRST_RESPONSE' && measure !== 'FIRST_ANSWER')
      throw new BadInput('responseCurve takes FIRST_RESPONSE or FIRST_ANSWER: a contact has one of these.');
    const rules = this.rules.current;
    const now = Date.now();
    const { sql: conditions, parameters } = conditionsOf({
      ...{ groupBy: [], attribute: undefined, filter },
      teams: rules.teams,
    });
    const { stem, from } = COLUMNS[measure];
    // Whoever is open may yet be answered, whoever is over never will be.
    const sql = `SELECT
    multiIf(${stem}_ms IS NOT NULL, 'answered', idle_from > {now: DateTime64(3)}, 'open', 'never') AS state,
    if(state = 'open', episode.account, '') AS account,
    multiIf(
        state = 'answered', assumeNotNull(${stem}${clock === 'WORKING' ? '_worked' : ''}_ms),
        state = 'open', toUnixTimestamp64Milli(assumeNotNull(${from})),
        0) AS ms,
    count() AS contacts
FROM
(
    SELECT *
    FROM episodes_store FINAL
    WHERE started_at >= {from: DateTime64(3)} AND started_at < {to: DateTime64(3)}
        AND first_visitor_message_at IS NOT NULL AND NOT is_blocked${conditions}
) AS episode
GROUP BY state, account, ms
ORDER BY state, account, ms`;
    const rows = await this.asking.query<Row>({ name: 'response curve', sql }, filter.accounts, {
      ...{ ...parameters, from: new Date(range.from), to: new Date(range.to), now: new Date(now) },
    });
    return curveOf(rows, (account, since) => Math.max(0, waitMs(rules, { account, since, now, clock })));
  }
}

function curveOf(rows: readonly Row[], waitOf: (account: string, since: number) => number): ResponseCurve {
  const times = new Map<number, { time: number; happened: number; censored: number }>();
  let never = 0;
  for (const { state, account, ms, contacts } of rows) {
    const count = Number(contacts);
    if (state === 'never') {
      never += count;
      continue;
    }
    const time = state === 'answered' ? Number(ms) : waitOf(account, Number(ms));
    const known = times.get(time) ?? { time, happened: 0, censored: 0 };
    known[state === 'answered' ? 'happened' : 'censored'] += count;
    times.set(time, known);
  }
  const observed = [...times.values()].sort((one, other) => one.time - other.time);
  const curve = new SurvivalCurve(observed, never);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const secondsOf = (share: number): number | null => {
    const milliseconds = curve.timeOf(share);
    return milliseconds === null ? null : milliseconds / 1000;
  };
  return {
    n: never + sum(observed.map(({ happened, censored }) => happened + censored)),
    answered: sum(observed.map(({ happened }) => happened)),
    p50Seconds: secondsOf(0.5),
    p90Seconds: secondsOf(0.9),
    points: CURVE_SECONDS.flatMap((seconds) => {
      const point = curve.at(seconds * 1000);
      if (point === null) return [];
      const { share, low, high, atRisk } = point;
      return [{ seconds, answeredShare: share, low, high, atRisk }];
    }),
  };
}
