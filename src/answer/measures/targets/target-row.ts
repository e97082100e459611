import type { Clock } from '../clock';
import { CLOCK } from '../clock';
import type { LocalTime } from '../calendar/local-time';
import type { ColumnsOf } from '../columns/column';
import { DURATION_MEASURE } from '../heatmap/distribution.service';
import type { DurationMeasure } from '../heatmap/distribution.service';
import { ONE_PERIOD_COLUMNS } from '../stats/stats-columns';
import type { Group } from '../stats/stats-request';

/** How well a target was kept in one bucket of one group. */
export interface TargetRow extends Group {
  readonly target: string;
  readonly measure: DurationMeasure;
  readonly withinSeconds: number;
  readonly clock: Clock;
  readonly goalRate: number;
  /** In reports as a local date or time. */
  readonly time: Date | LocalTime;
  readonly incomplete: boolean;
  readonly partial: boolean;
  readonly met: number;
  readonly breached: number;
  readonly pending: number;
  readonly endedEarly: number;
  readonly lastWords: number;
  readonly rate: number | null;
  readonly rateLow: number | null;
  readonly rateHigh: number | null;
  readonly rateIfBreached: number | null;
  readonly errorBudgetLeft: number | null;
  readonly endedEarlyShare: number | null;
  readonly note: string | null;
}

const IN_FORCE = 'as it was in force when the bucket ended, or is now in one that has not';
const count = { type: 'WHOLE', isNullable: false } as const;
const ratio = { type: 'NUMBER', isNullable: true, unit: 'ratio' } as const;

export const TARGET_COLUMNS: ColumnsOf<TargetRow> = [
  { name: 'target', type: 'TEXT', isNullable: false, description: 'Its name in the rules.' },
  {
    name: 'measure',
    type: 'ENUM',
    values: DURATION_MEASURE,
    isNullable: false,
    description: 'The duration that it limits.',
  },
  {
    name: 'withinSeconds',
    type: 'NUMBER',
    isNullable: false,
    unit: 'seconds',
    description: `The limit, ${IN_FORCE}. Whatever started under a former limit is judged by that one.`,
  },
  {
    name: 'clock',
    type: 'ENUM',
    values: CLOCK,
    isNullable: false,
    description: `Which seconds it counts, ${IN_FORCE}.`,
  },
  {
    name: 'goalRate',
    type: 'NUMBER',
    isNullable: false,
    unit: 'ratio',
    description: `The share that shall keep it, ${IN_FORCE}.`,
  },
  ...ONE_PERIOD_COLUMNS,
  {
    name: 'met',
    ...count,
    description: 'Episodes (of REPLY: turns) that kept the limit; exactly at it is kept.',
  },
  {
    name: 'breached',
    ...count,
    description: 'That took longer, or that nobody answered before the limit was over.',
  },
  { name: 'pending', ...count, description: 'Still open, not answered, and with time left.' },
  {
    name: 'endedEarly',
    ...count,
    description:
      'Over before the limit without an answer: in neither side of the rate. 0 where the target counts them as breaches (`endedEarly: BREACH`).',
  },
  {
    name: 'lastWords',
    ...count,
    description:
      'Of REPLY: last short messages that ask nothing and that nobody answered, such as a "thanks". They are left out.',
  },
  { name: 'rate', ...ratio, description: 'met / (met + breached); null where there is neither.' },
  { name: 'rateLow', ...ratio, description: 'The lower end of the 95 % interval of the rate.' },
  { name: 'rateHigh', ...ratio, description: 'The upper end.' },
  { name: 'rateIfBreached', ...ratio, description: 'The rate if what ended early were breaches.' },
  {
    name: 'errorBudgetLeft',
    ...ratio,
    description:
      'Of the breaches that the goal allows, the share that is left: 1 - breached / ((1 - goalRate) * (met + breached)). Below 0 there are more than it allows; null where it allows none (a goal of 1), or nothing was counted.',
  },
  {
    name: 'endedEarlyShare',
    ...ratio,
    description: 'endedEarly / (met + breached + endedEarly); null where there is none of them.',
  },
  {
    name: 'note',
    type: 'TEXT',
    isNullable: true,
    description:
      'What to know before the rate is shown: where endedEarlyShare is more than 5 %. Null: nothing.',
  },
];
