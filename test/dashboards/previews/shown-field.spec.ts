import type { PanelJson } from '../dashboard-json';
import type { Frame } from '../infinity/frame';
import { shownFields, textOf } from './shown-field';

const FRAME: Frame = {
  fields: [
    { name: 'Wait', type: 'number', labels: { Period: 'CURRENT' }, values: [90] },
    { name: 'Wait', type: 'number', labels: { Period: 'PREVIOUS' }, values: [null] },
  ],
  lost: [],
};
const PANEL: PanelJson = {
  ...{ id: 1, type: 'stat', title: 'Wait', gridPos: { x: 0, y: 0, w: 4, h: 5 } },
  fieldConfig: {
    defaults: { unit: 's', noValue: '–' },
    overrides: [
      {
        matcher: { id: 'byRegexp', options: '/PREVIOUS/' },
        properties: [
          { id: 'displayName', value: 'Before' },
          { id: 'custom.lineWidth', value: 1 },
        ],
      },
    ],
  },
};

describe('A field in a preview', () => {
  it('has the defaults of its panel, and the overrides that match its name', () => {
    const [current, previous] = shownFields(PANEL, FRAME);
    expect(current).toMatchObject({ name: 'Wait CURRENT', settings: { unit: 's', custom: {} } });
    expect(previous).toMatchObject({ name: 'Before', settings: { unit: 's', custom: { lineWidth: 1 } } });
  });

  it('writes what is not there as the panel says', () => {
    const [current, previous] = shownFields(PANEL, FRAME);
    expect([current, previous].map((field) => field && textOf(field, field.field.values[0] ?? null))).toEqual(
      [
        { text: '1.50', suffix: ' min' },
        { text: '–', suffix: '' },
      ],
    );
  });

  it('has a scale up to the largest number of all fields, or up to its own', () => {
    const fields = [...FRAME.fields, { name: 'Count', type: 'number', labels: {}, values: [7] }];
    const highest = (own: boolean) =>
      shownFields(
        { ...PANEL, fieldConfig: { defaults: { fieldMinMax: own }, overrides: [] } },
        { fields, lost: [] },
      ).at(-1)?.range.max;
    expect([highest(false), highest(true)]).toEqual([90, 7]);
  });
});
