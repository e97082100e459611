import type { PanelJson } from './dashboard-json';
import { panelsOf, readDashboards } from './dashboard-json';
import { unknownNamesIn } from './grafana/unknown-names';

const panels = [...readDashboards().values()].flatMap((board) =>
  panelsOf(board).map((panel) => ({ where: `${board.uid}, "${panel.title}"`, panel })),
);
const ofBoard = (uid: string, title: string) =>
  structuredClone(panels.find(({ where }) => where === `${uid}, "${title}"`)?.panel) as PanelJson;

describe('The names in panels', () => {
  it('are all known to Grafana', () => {
    expect(
      panels.flatMap(({ where, panel }) => unknownNamesIn(panel).map((name) => `${where}: ${name}`)),
    ).toEqual([]);
  });

  it.each<readonly [string, (json: string) => string]>([
    ['a unit', (json) => json.replace('"unit":"short"', '"unit":"shorts"')],
    [
      'a unit of a column',
      (json) => json.replace('"id":"unit","value":"string"', '"id":"unit","value":"text"'),
    ],
    ['a colour', (json) => json.replace('"color":"orange"', '"color":"amber"')],
    ['a colour in place of a value', (json) => json.replace('"color":"text"', '"color":"texts"')],
    ['a way to colour', (json) => json.replace('"mode":"thresholds"', '"mode":"threshold"')],
    ['a setting', (json) => json.replace('"id":"unit"', '"id":"units"')],
    ['a way to find fields', (json) => json.replace('"id":"byName"', '"id":"byTitle"')],
    ['a transformation', (json) => json.replace('"id":"organize"', '"id":"organise"')],
  ])('are found out where one is not: %s', (_, change) => {
    const json = JSON.stringify(ofBoard('signalzen-operators', 'Operators · ${clock:text}'));
    expect(change(json)).not.toBe(json);
    expect(unknownNamesIn(JSON.parse(change(json)) as PanelJson)).toHaveLength(1);
  });

  it('are found out where one is not: a calculation, or a comparison of a filter', () => {
    const stat = JSON.stringify(
      ofBoard('signalzen-response-times', 'Answered within 1 minute · ${clock:text}'),
    );
    for (const change of [
      stat.replace('"lastNotNull"', '"latest"'),
      stat.replace('"id":"equal"', '"id":"equals"'),
    ])
      expect(unknownNamesIn(JSON.parse(change) as PanelJson)).toHaveLength(1);
  });
});
