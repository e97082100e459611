import { measureNamed } from '../../../src/answer/measures/registry/measures';
import { areOnClock, CLOCK_ARGUMENT } from './clock';
import { columnOf, measureOf } from './described-measure';
import { infinityTarget } from './infinity-target';
import { encodedChoice, listFilter, RANGE, ZONE } from './arguments';
import type { Filters } from './arguments';
import type { Column, Target } from './target';

export interface StatsQuestion {
  /** Names of measures. */
  readonly measures: readonly string[];
  /** `TOTAL`: one bucket for the whole range. `SERIES`: hours, days or months, by the length of the range. */
  readonly by: 'TOTAL' | 'SERIES';
  readonly groupBy?: 'ACCOUNT' | 'OPERATOR' | 'PAGE' | 'ATTRIBUTE';
  /** Beside what the dashboard is compared with. */
  readonly isCompared?: boolean;
  readonly filters: Filters;
  readonly refId?: string;
}

/** Hours up to two days, days up to three months, else months. */
export const GRANULARITY = { TOTAL: 'TOTAL', SERIES: '$__customInterval(2d,HOUR,92d,DAY,MONTH)' } as const;
/** An operator is a person of an account. */
const OF_OPERATOR: readonly Column[] = [
  { selector: 'operatorName', text: 'Name', type: 'string' },
  { selector: 'account', text: 'Account', type: 'string' },
];
const TIME: Column = { selector: 'time', text: 'Time', type: 'timestamp' };

/** A question for measures, with all choices of the dashboard. */
export function statsTarget(question: StatsQuestion): Target {
  const { measures, by, groupBy, isCompared = false, filters, refId = 'A' } = question;
  const dimension = groupBy?.toLowerCase();
  const hasTime = by === 'SERIES' || isCompared;
  const columns: Column[] = [
    ...(hasTime ? [TIME] : []),
    ...(isCompared ? [{ selector: 'period', text: 'Period', type: 'string' } as const] : []),
    ...(dimension === undefined ? [] : [dimensionColumn(dimension)]),
    ...(groupBy === 'OPERATOR' ? OF_OPERATOR : []),
    ...measures.map((name) => columnOf(measureOf(name))),
  ];
  const asked = [
    RANGE,
    `granularity: ${GRANULARITY[by]}`,
    ZONE,
    ...(groupBy === undefined ? [] : [`groupBy: [${groupBy}]`]),
    ...(groupBy === 'ATTRIBUTE' ? [`encodedAttribute: ${encodedChoice('attribute')}`] : []),
    listFilter(filters),
    ...(areOnClock(measures) ? [CLOCK_ARGUMENT] : []),
    ...(isCompared ? ['compare: ${compare}'] : []),
    ...(groupBy === undefined ? [] : ['limit: 100000']),
  ];
  const selected = columns.map(({ selector }) => fieldOf(selector)).join(' ');
  return infinityTarget({
    query: `{ rows: stats(${asked.join(', ')}) { ${selected} } }`,
    columns,
    format: hasTime ? 'timeseries' : 'table',
    refId,
  });
}

/** A measure that may say nothing as things are chosen is null then, and shown as a dash. */
function fieldOf(selector: string): string {
  const isSilentAtTimes = (measureNamed(selector)?.saysNothingBy ?? []).length > 0;
  return isSilentAtTimes ? `${selector}: figure(measure: "${selector}")` : selector;
}

function dimensionColumn(dimension: string): Column {
  const text = dimension.replace(/^[a-z]/, (letter) => letter.toUpperCase());
  return { selector: dimension, text, type: 'string' };
}
