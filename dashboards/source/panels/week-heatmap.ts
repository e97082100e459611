import { listFilter, RANGE } from '../model/arguments';
import type { Filters } from '../model/arguments';
import { infinityTarget } from '../model/infinity-target';
import type { PanelDraft } from '../model/panel';
import { fieldDefaults } from './field-defaults';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** When contacts start: the hours of the local week, from pale to dark. */
export function weekHeatmap(filters: Filters): PanelDraft {
  const target = infinityTarget({
    query: `{ rows: heatmap(${RANGE}, timezone: "\${zone}", ${listFilter(filters)}) { weekday hour episodesPerOccurrence } }`,
    columns: [
      { selector: 'weekday', text: 'Weekday', type: 'number' },
      { selector: 'hour', text: 'Hour', type: 'number' },
      { selector: 'episodesPerOccurrence', text: 'Contacts', type: 'number' },
    ],
    format: 'table',
  });
  const mappings = [
    {
      type: 'value',
      options: Object.fromEntries(DAYS.map((text, index) => [String(index + 1), { text, index }])),
    },
  ];
  return {
    ...{ type: 'table', title: 'Contacts by hour of the week', width: 24 },
    description:
      'Started episodes per such hour of the range: a Monday at 9 that occurred four times and had eight starts shows 2. Hours follow the local calendar of the zone chosen above.',
    datasource: target.datasource,
    targets: [target],
    fieldConfig: {
      defaults: fieldDefaults(
        {
          decimals: 1,
          color: { mode: 'continuous-blues' },
          custom: { align: 'center', cellOptions: { type: 'color-background', mode: 'basic' }, minWidth: 40 },
        },
        [{ color: 'blue', value: null }],
      ),
      overrides: [
        {
          matcher: { id: 'byName', options: 'Weekday\\Hour' },
          properties: [
            { id: 'mappings', value: mappings },
            { id: 'custom.cellOptions', value: { type: 'auto' } },
            { id: 'custom.minWidth', value: 130 },
          ],
        },
      ],
    },
    options: {
      showHeader: true,
      cellHeight: 'sm',
      footer: { show: false, reducer: ['sum'], fields: '' },
      sortBy: [],
    },
    transformations: [
      // As numbers the days would count in the range of the colours, which then ends at 7 at least.
      {
        id: 'convertFieldType',
        options: { fields: {}, conversions: [{ targetField: 'Weekday', destinationType: 'string' }] },
      },
      {
        id: 'groupingToMatrix',
        options: { columnField: 'Hour', rowField: 'Weekday', valueField: 'Contacts', emptyValue: 'null' },
      },
    ],
  };
}
