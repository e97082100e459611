import { listFilter, RANGE, ZONE } from '../model/arguments';
import type { Filters } from '../model/arguments';
import { overrideOf } from '../model/field-config';
import type { Override, Step } from '../model/field-config';
import { neutralSteps } from '../model/goals';
import { infinityTarget } from '../model/infinity-target';
import type { PanelDraft, RowDraft } from '../model/panel';
import { GRANULARITY } from '../model/stats-target';
import type { Column } from '../model/target';
import { tablePanel } from '../panels/table-panel';
import type { TableColumn } from '../panels/table-panel';
import { timeSeriesPanel } from '../panels/time-series-panel';

const MEASURES = {
  ...{ FIRST_RESPONSE: 'First response', FIRST_ANSWER: 'First answer', REPLY: 'Reply' },
  ...{ TOTAL_WAIT: 'Total wait', CLOSURE: 'Until closed' },
};
const CLOCKS = { CALENDAR: 'Calendar', WORKING: 'Working hours' };
const BUDGET_STEPS: readonly Step[] = [
  { color: 'red', value: null },
  { color: 'green', value: 0 },
];
const RATE = { unit: 'percentunit', width: 90 };
const COUNT = { unit: 'short', width: 90 };

const TARGET: Column = { selector: 'target', text: 'Target', type: 'string' };
const BUDGET: Column = { selector: 'errorBudgetLeft', text: 'Budget left', type: 'number' };
const COLUMNS: readonly (Column & Omit<TableColumn, 'text'>)[] = [
  { ...TARGET, width: 180 },
  { selector: 'measure', text: 'Measure', type: 'string', words: MEASURES, width: 120 },
  { selector: 'withinSeconds', text: 'Within', type: 'number', unit: 's', width: 90 },
  { selector: 'clock', text: 'Clock', type: 'string', words: CLOCKS, width: 120 },
  { selector: 'goalRate', text: 'Goal', type: 'number', ...RATE },
  { selector: 'rate', text: 'Kept', type: 'number', ...RATE },
  { selector: 'rateLow', text: 'At least', type: 'number', ...RATE },
  { selector: 'rateHigh', text: 'At most', type: 'number', ...RATE },
  { ...BUDGET, unit: 'percentunit', width: 110, steps: BUDGET_STEPS },
  { selector: 'met', text: 'Met', type: 'number', ...COUNT },
  { selector: 'breached', text: 'Breached', type: 'number', ...COUNT },
  { selector: 'pending', text: 'Pending', type: 'number', ...COUNT },
  { selector: 'endedEarly', text: 'Ended early', type: 'number', ...COUNT },
  { selector: 'rateIfBreached', text: 'If those were breaches', type: 'number', unit: 'percentunit' },
  { selector: 'lastWords', text: 'Last words', type: 'number', ...COUNT },
];

/** How well the targets of the rules are kept. */
export function targetsRow(filters: Filters): RowDraft {
  return {
    ...{ title: 'Targets', height: 9 },
    panels: [targetsTable(filters), keptOverTime(filters), budgetOverTime(filters)],
  };
}

function question(filters: Filters, by: keyof typeof GRANULARITY, columns: readonly Column[]) {
  const selected = columns.map(({ selector }) => selector).join(' ');
  const asked = [RANGE, `granularity: ${GRANULARITY[by]}`, ZONE, listFilter(filters)].join(', ');
  return infinityTarget({
    query: `{ rows: targets(${asked}) { ${selected} } }`,
    columns: columns.map(({ selector, text, type }) => ({ selector, text, type })),
    format: by === 'TOTAL' ? 'table' : 'timeseries',
  });
}

function targetsTable(filters: Filters): PanelDraft {
  return tablePanel({
    ...{ title: 'How well targets are kept', width: 24 },
    description:
      'The targets of the rules, each on its own clock. "Kept": of what was met or breached, the share that was met, with the ends of its 95 % interval. "Budget left": of the breaches that the goal allows, the share that is left; below 0 there were more. "Ended early": over before the limit without an answer, in neither side of the rate; what it would be if those were breaches stands beside it.',
    targets: [question(filters, 'TOTAL', COLUMNS)],
    columns: COLUMNS,
  });
}

function keptOverTime(filters: Filters): PanelDraft {
  const columns: readonly Column[] = [
    { selector: 'time', text: 'Time', type: 'timestamp' },
    TARGET,
    { selector: 'rate', text: 'Kept', type: 'number' },
    { selector: 'goalRate', text: 'Goal', type: 'number' },
  ];
  return timeSeriesPanel({
    ...{ title: 'Kept, beside the goal', width: 12 },
    description:
      'Of what started in a bucket and was met or breached, the share that was met. Dashed: the goal that was in force then.',
    targets: [question(filters, 'SERIES', columns)],
    settings: { unit: 'percentunit', max: 1 },
    steps: neutralSteps(),
    overrides: [
      namedByTarget('Kept', ''),
      namedByTarget('Goal', 'Goal of ', {
        'custom.lineStyle': { fill: 'dash', dash: [6, 6] },
        'custom.lineWidth': 1,
        'custom.fillOpacity': 0,
        'custom.showPoints': 'never',
      }),
    ],
  });
}

function budgetOverTime(filters: Filters): PanelDraft {
  const columns: readonly Column[] = [{ selector: 'time', text: 'Time', type: 'timestamp' }, TARGET, BUDGET];
  return timeSeriesPanel({
    ...{ title: 'Error budget left', width: 12 },
    description:
      'Of the breaches that the goal allows of what started in a bucket, the share that is left; below 0 there were more. Each bucket has a budget of its own.',
    targets: [question(filters, 'SERIES', columns)],
    settings: { unit: 'percentunit', max: 1 },
    steps: neutralSteps(),
    goesBelowZero: true,
    overrides: [namedByTarget('Budget left', '')],
  });
}

/** A line for each target, called what that is called. */
function namedByTarget(
  text: string,
  prefix: string,
  settings: Readonly<Record<string, unknown>> = {},
): Override {
  const displayName = `${prefix}\${__field.labels.Target}`;
  return overrideOf({ id: 'byRegexp', options: `/^${text}/` }, { displayName, ...settings });
}
