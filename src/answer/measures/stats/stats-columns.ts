import type { LocalTime } from '../calendar/local-time';
import type { Cell, Column, ColumnsOf, Enumeration } from '../columns/column';
import type { Measure } from '../registry/measure';
import type { Group, Period, StatsCell } from './stats-request';

const PERIOD: Enumeration<Period> = { name: 'Period', values: ['CURRENT', 'PREVIOUS'] };

/** What a row says besides its measures. */
interface BucketOfGroup extends Group {
  /** In reports as a local date or time. */
  readonly time: Date | LocalTime;
  readonly period: Period;
  readonly incomplete: boolean;
  readonly partial: boolean;
}

/** A row of an answer: one bucket of one group, with the measures asked for. */
export type StatsAnswer = BucketOfGroup & Readonly<Record<string, Cell>>;

export const INCOMPLETE_COLUMN = {
  name: 'incomplete',
  type: 'BOOLEAN',
  isNullable: false,
  description:
    "True while the bucket's end lies in the future or later than the last roll-up, or while deliveries in it wait to be counted.",
} as const satisfies Column;

const dimension = { isNullable: true, description: "Null unless asked for in groupBy; '' for none." };

const TIME_COLUMN = {
  name: 'time',
  type: 'BUCKET',
  isNullable: false,
  description: 'The instant at which the bucket starts; edges follow the local calendar of `timezone`.',
} as const satisfies Column;

const PERIOD_COLUMN = {
  name: 'period',
  type: 'ENUM',
  values: PERIOD,
  isNullable: false,
  description:
    'CURRENT, or PREVIOUS for the rows that `compare` adds; their `time` is aligned with the current bucket.',
} as const satisfies Column;

/** Which group a row is of. */
export const DIMENSION_COLUMNS: ColumnsOf<Group> = [
  {
    name: 'account',
    type: 'TEXT',
    isNullable: true,
    description: 'Null unless grouped by account or by operator: an operator is a person of an account.',
  },
  { name: 'operator', type: 'TEXT', ...dimension },
  {
    name: 'operatorName',
    type: 'TEXT',
    isNullable: true,
    description:
      "The operator's name; the id where no name is known, '' for nobody; null unless grouped by operator.",
  },
  { name: 'team', type: 'TEXT', ...dimension },
  {
    name: 'teamOverlaps',
    type: 'BOOLEAN',
    isNullable: true,
    description:
      'Whether somebody of the team is in another one as well, so that the rows of teams add up to more than the whole; null unless grouped by team.',
  },
  { name: 'page', type: 'TEXT', ...dimension },
  { name: 'copilot', type: 'BOOLEAN', isNullable: true, description: 'Null unless asked for in groupBy.' },
  { name: 'attribute', type: 'TEXT', ...dimension },
];

const GROUP_COLUMNS: ColumnsOf<Omit<BucketOfGroup, 'time' | 'period'>> = [
  INCOMPLETE_COLUMN,
  {
    name: 'partial',
    type: 'BOOLEAN',
    isNullable: false,
    description: 'True where the range holds only a part of the bucket.',
  },
  ...DIMENSION_COLUMNS,
];

export const BUCKET_COLUMNS: ColumnsOf<BucketOfGroup> = [TIME_COLUMN, PERIOD_COLUMN, ...GROUP_COLUMNS];

/** Of answers in which no period stands beside another. */
export const ONE_PERIOD_COLUMNS: ColumnsOf<Omit<BucketOfGroup, 'period'>> = [TIME_COLUMN, ...GROUP_COLUMNS];

/** The column of a measure. */
export function measureColumn({ name, description, unit, isCount }: Measure): Column {
  return { name, description, unit, type: isCount ? 'WHOLE' : 'NUMBER', isNullable: !isCount };
}

/** The rows of some cells, each built when it is asked for. */
export function* statsAnswersOf(cells: Iterable<StatsCell>): Generator<StatsAnswer> {
  for (const cell of cells) yield statsAnswerOf(cell);
}

/** In the order of the columns: those of a bucket, then the measures. */
export function statsAnswerOf(cell: StatsCell): StatsAnswer {
  const { time, values, ...bucketOfGroup } = cell;
  return { time: new Date(time), ...bucketOfGroup, ...values };
}
