import { INFINITY, panelsOf } from '../dashboard-json';
import type { PanelJson } from '../dashboard-json';
import { unless } from './rule';
import type { Rule } from './rule';

interface Step {
  color: string;
  value: number | null;
}

const UNITS = [
  ...['s', 'percentunit', 'short', 'none', 'locale', 'bytes', 'reqps', 'string'],
  ...['dateTimeFromNow', 'dateTimeAsIso'],
];

/** What a person sees of a panel. */
export const PANEL_RULES: readonly Rule[] = [
  everyPanel('say on every panel what it shows, with its definition', ({ title, description = '' }) => [
    ...unless(title.trim() !== '', 'has no title'),
    ...unless(/^[A-Z0-9"`-][^]{19,}[.%)]$/.test(description), 'has no description of some words'),
  ]),
  everyPanel('write numbers with a unit, from 0, and what is not there as a dash', (panel) => {
    const { unit, min, noValue } = panel.fieldConfig?.defaults ?? {};
    return [
      ...unless(UNITS.includes(String(unit)), `has the unit ${String(unit)}`),
      ...unless(min === 0 || isOfBudgets(panel), 'does not begin at 0'),
      ...unless(noValue === '–', 'writes nothing as something else than a dash'),
      ...unitOverrides(panel),
    ];
  }),
  everyPanel(
    'write counts with all their digits in large letters and in tables: 1234 would be "1.23 K"',
    ({ type, fieldConfig }) => {
      const { defaults = {}, overrides = [] } = fieldConfig ?? {};
      const columns = overrides.map(({ properties }) =>
        Object.fromEntries(properties.map(({ id, value }) => [id, value])),
      );
      const shown: Record<string, unknown>[] = type === 'stat' ? [defaults] : type === 'table' ? columns : [];
      return shown.flatMap(({ unit, decimals }) =>
        unless(unit !== 'short' || Number(decimals) > 0, 'shortens numbers'),
      );
    },
  ),
  everyPanel('measure bars by an end of their own, not by the largest number of the table', (panel) => {
    const bars = (panel.fieldConfig?.overrides ?? []).filter(({ properties }) =>
      properties.some(({ value }) => (value as { type?: string } | null)?.type === 'gauge'),
    );
    return bars.flatMap(({ matcher, properties }) =>
      unless(
        properties.some(({ id }) => id === 'max' || id === 'fieldMinMax'),
        `has bars without an end in ${matcher.options}`,
      ),
    );
  }),
  everyPanel('have thresholds whose colours go from the bottom to the top', ({ fieldConfig }) => {
    const { steps = [] } = (fieldConfig?.defaults['thresholds'] ?? {}) as { steps?: Step[] };
    const values = steps.slice(1).map(({ value }) => value ?? NaN);
    return [
      ...unless(steps[0]?.value === null, 'has no lowest threshold'),
      ...unless(
        values.every((value, index) => value > (values[index - 1] ?? 0)),
        'has thresholds in a wrong order',
      ),
    ];
  }),
  everyPanel('colour numbers by what is good only where it means something', ({ type, fieldConfig }) => {
    const color = fieldConfig?.defaults['color'] as { mode?: string } | undefined;
    return unless(type !== 'stat' || color?.mode === 'thresholds', 'is not coloured by its thresholds');
  }),
  everyPanel('set the order of the columns of every table: the plugin sorts them by name', (panel) => {
    if (panel.type !== 'table') return [];
    const columns = (panel.targets ?? []).flatMap(({ columns: of = [] }) => of.map(({ text }) => text));
    const ids = (panel.transformations ?? []).map(({ id }) => id);
    if (ids.includes('groupingToMatrix')) return [];
    const order = panel.transformations?.find(({ id }) => id === 'organize')?.options['indexByName'];
    return [
      ...unless(ids.at(-1) === 'organize', 'has no order of columns at the end'),
      ...columns.flatMap((text) => unless(Object.hasOwn(order ?? {}, text), `has no place for ${text}`)),
    ];
  }),
  everyPanel('name no column in a setting that their question does not have', (panel) => {
    if (
      panel.datasource?.type !== INFINITY ||
      panel.transformations?.some(({ id }) => id === 'groupingToMatrix')
    )
      return [];
    const columns = (panel.targets ?? []).flatMap(({ columns: of = [] }) => of.map(({ text }) => text));
    const named = (panel.fieldConfig?.overrides ?? [])
      .filter(({ matcher }) => matcher.id === 'byName')
      .map(({ matcher }) => matcher.options);
    return named.flatMap((text) => unless(columns.includes(text), `sets something for ${text}`));
  }),
  everyPanel('name each series that is made of texts', (panel) => {
    const isPivoted = (panel.targets ?? []).some(
      ({ format, columns = [] }) => format === 'timeseries' && columns.some(({ type }) => type === 'string'),
    );
    const names = (panel.fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
      properties.filter(({ id }) => id === 'displayName'),
    );
    const areByLabel = names.some(({ value }) => String(value).includes('${__field.labels.'));
    return unless(!isPivoted || names.length >= 2 || areByLabel, 'has series with raw names');
  }),
];

function everyPanel(name: string, problemsOf: (panel: PanelJson) => string[]): Rule {
  return {
    name,
    problems: (dashboard) =>
      panelsOf(dashboard).flatMap((panel) =>
        problemsOf(panel).map((problem) => `panel "${panel.title}" ${problem}`),
      ),
  };
}

/** What is left of a budget may be less than nothing. */
function isOfBudgets({ targets = [] }: PanelJson): boolean {
  const numbers = targets.flatMap(({ columns = [] }) => columns.filter(({ type }) => type === 'number'));
  return numbers.length > 0 && numbers.every(({ selector }) => selector === 'errorBudgetLeft');
}

function unitOverrides({ fieldConfig }: PanelJson): string[] {
  const units = (fieldConfig?.overrides ?? []).flatMap(({ properties }) =>
    properties.filter(({ id }) => id === 'unit').map(({ value }) => String(value)),
  );
  return units.flatMap((unit) => unless(UNITS.includes(unit), `has a column with the unit ${unit}`));
}
