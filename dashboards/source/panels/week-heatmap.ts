import { listFilter, RANGE, ZONE } from '../model/arguments';
import type { Filters } from '../model/arguments';
import { CLOCK_ARGUMENT, titleOnClock } from '../model/clock';
import { named, overrideOf } from '../model/field-config';
import type { FieldSettings, Step } from '../model/field-config';
import { infinityTarget } from '../model/infinity-target';
import type { PanelDraft } from '../model/panel';
import { inPlaceOf } from '../model/written';
import { orderOf } from './column-order';
import { fieldDefaults } from './field-defaults';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const NO_CELL = inPlaceOf('null', '–', 'transparent');
const HOURS = Object.fromEntries(
  Array.from({ length: 24 }, (_, hour) => [
    String(hour),
    { index: hour, text: `${String(hour).padStart(2, '0')}:00` },
  ]),
);

export interface WeekHeatmap {
  readonly title: string;
  readonly description: string;
  /** A number of the rows of `heatmap`, and what people call it. */
  readonly value: readonly [selector: string, text: string];
  readonly settings: FieldSettings;
  readonly steps: readonly Step[];
  readonly filters: Filters;
}

/**
 * A number by the hours of the local week. Days stand side by side and hours below each other: Grafana makes no
 * column narrower than 50 pixels, and 24 of them are wider than many screens.
 */
export function weekHeatmap({
  title,
  description,
  value,
  settings,
  steps,
  filters,
}: WeekHeatmap): PanelDraft {
  const [selector, text] = value;
  const isDuration = settings.unit === 's';
  const target = infinityTarget({
    query: `{ rows: heatmap(${RANGE}, ${ZONE}, ${listFilter(filters)}${isDuration ? `, ${CLOCK_ARGUMENT}` : ''}) { weekday hour ${selector} } }`,
    columns: [
      { selector: 'weekday', text: 'Weekday', type: 'number' },
      { selector: 'hour', text: 'Hour', type: 'number' },
      { selector, text, type: 'number' },
    ],
    format: 'table',
  });
  const cells = { align: 'center', cellOptions: { type: 'color-background', mode: 'basic' }, minWidth: 50 };
  return {
    ...{ type: 'table', title: isDuration ? titleOnClock(title) : title, description, width: 12 },
    datasource: target.datasource,
    targets: [target],
    fieldConfig: {
      defaults: fieldDefaults({ ...settings, mappings: [NO_CELL], custom: cells }, steps),
      overrides: [
        overrideOf(named('Hour'), {
          unit: 'string',
          mappings: [{ type: 'value', options: HOURS }],
          'custom.cellOptions': { type: 'auto' },
          'custom.width': 70,
        }),
      ],
    },
    options: {
      ...{ showHeader: true, cellHeight: 'sm', sortBy: [] },
      footer: { show: false, reducer: ['sum'], fields: '' },
    },
    transformations: [
      // As numbers the hours would count in the range of the colours, which then ends at 23 at least.
      {
        id: 'convertFieldType',
        options: { fields: {}, conversions: [{ targetField: 'Hour', destinationType: 'string' }] },
      },
      {
        id: 'groupingToMatrix',
        options: { columnField: 'Weekday', rowField: 'Hour', valueField: text, emptyValue: 'null' },
      },
      orderOf([['Hour\\Weekday', 'Hour'], ...DAYS.map((day, index) => [String(index + 1), day] as const)]),
    ],
  };
}
