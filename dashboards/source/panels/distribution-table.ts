import { listFilter, RANGE } from '../model/arguments';
import type { Filters } from '../model/arguments';
import { CLOCK_ARGUMENT, titleOnClock } from '../model/clock';
import { risingSteps } from '../model/goals';
import { infinityTarget } from '../model/infinity-target';
import type { PanelDraft } from '../model/panel';
import { statPanel } from './stat-panel';
import { tablePanel } from './table-panel';

type Duration = 'FIRST_RESPONSE' | 'FIRST_ANSWER' | 'REPLY' | 'TOTAL_WAIT' | 'CLOSURE';

const SHARE = 'Share within';

function distributionTarget(duration: Duration, filters: Filters) {
  return infinityTarget({
    query: `{ rows: distribution(measure: ${duration}, ${RANGE}, ${listFilter(filters)}, ${CLOCK_ARGUMENT}) { lowerSeconds upperSeconds count shareBelow } }`,
    columns: [
      { selector: 'lowerSeconds', text: 'From', type: 'number' },
      { selector: 'upperSeconds', text: 'To', type: 'number' },
      { selector: 'count', text: 'Count', type: 'number' },
      { selector: 'shareBelow', text: SHARE, type: 'number' },
    ],
    format: 'table',
  });
}

/** How many durations lie in which span, and what share lies below its end. */
export function distributionTable(
  duration: Duration,
  title: string,
  options: { readonly filters: Filters; readonly width: number; readonly what: string },
): PanelDraft {
  const { filters, width, what } = options;
  return tablePanel({
    ...{ title: titleOnClock(title), width },
    description: `${what}, by how long it took: from (inclusive) one time to (exclusive) the other. "${SHARE}": of all of them, those that took less than "To". Nothing in "To": no limit.`,
    targets: [distributionTarget(duration, filters)],
    columns: [
      { text: 'From', unit: 's', decimals: 0, width: 100 },
      { text: 'To', unit: 's', decimals: 0, width: 100 },
      { text: 'Count', unit: 'short', hasBar: true },
      { text: SHARE, unit: 'percentunit', most: 1, hasBar: true, steps: risingSteps([0.9, 0.5]) },
    ],
  });
}

/** A service level: the share that took less than an edge of the distribution. */
export function serviceLevelStat(
  duration: Duration,
  withinSeconds: number,
  options: {
    readonly title: string;
    readonly filters: Filters;
    readonly width: number;
    readonly what: string;
  },
): PanelDraft {
  const { title, filters, width, what } = options;
  return statPanel({
    ...{ title: titleOnClock(title), width },
    description: `Of ${what}, the share that took less than ${withinSeconds} s. What has no answer yet is in no share: see the unanswered episodes.`,
    target: distributionTarget(duration, filters),
    settings: { unit: 'percentunit', max: 1 },
    steps: risingSteps([0.9, 0.7]),
    fields: `/^${SHARE}$/`,
    transformations: [
      {
        id: 'filterByValue',
        options: {
          ...{ type: 'include', match: 'all' },
          filters: [{ fieldName: 'To', config: { id: 'equal', options: { value: withinSeconds } } }],
        },
      },
    ],
  });
}
