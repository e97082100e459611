import { panelsOf } from '../dashboard-json';
import type { DashboardJson, PanelJson } from '../dashboard-json';
import { unless } from './rule';
import type { Rule } from './rule';

const TIMES = ['dateTimeFromNow', 'dateTimeAsIso'];
/** Pixels: what Grafana gives a column, a line and a panel's frame at least, and a board on a narrow screen at most. */
const GRID = { column: 50, line: 36, header: 34, frame: 42, board: 1232, unit: 38, gap: 8 };
const VALUES: Readonly<Record<string, number>> = { Weekday: 7, Hour: 24 };

/** What a person reads in a table. */
export const TABLE_RULES: readonly Rule[] = [
  everyTable('write texts as texts, also those that look like numbers', (table) =>
    shownColumns(table).flatMap((name) => {
      const isText = typesOf(table).get(name) === 'string';
      const unit = settingOf(table, name, 'unit');
      return [
        ...unless(unit !== undefined, `has no unit for ${name}`),
        ...unless(!isText || unit === 'string', `writes the text ${name} as ${String(unit)}`),
        ...unless(
          isText || unit !== 'string' || isOfSql(table) || isMatrix(table),
          `writes the number ${name} as a text`,
        ),
      ];
    }),
  ),
  everyTable('write all numbers of a column with as many decimals', (table) => {
    const { unit, decimals } = table.fieldConfig?.defaults ?? {};
    const numbers = shownColumns(table).filter(
      (name) => !['string', ...TIMES].includes(String(settingOf(table, name, 'unit'))),
    );
    return [
      ...numbers.flatMap((name) =>
        unless(settingOf(table, name, 'decimals') !== undefined, `leaves the decimals of ${name} open`),
      ),
      // `locale` writes at most so many.
      ...unless(!isMatrix(table) || (decimals !== undefined && unit !== 'locale'), 'leaves decimals open'),
    ];
  }),
  everyTable('make links of texts as they are, percent-encoded, and of no dash', (table) =>
    linksIn(table).flatMap((url) =>
      [...url.matchAll(/\$\{__data\.fields\.([^}:]+)(:\w+)?\}/g)].flatMap(([, name = '', format]) => [
        ...unless(format === ':percentencode', `links with ${name} as it stands`),
        ...unless(settingOf(table, name, 'unit') === 'string', `links with ${name} as it is written`),
        ...unless(settingOf(table, name, 'noValue') === '', `links with a dash for no ${name}`),
      ]),
    ),
  ),
  everyTable('show all hours of the week at once, on a narrow screen as well', (table) => {
    const matrix = table.transformations?.find(({ id }) => id === 'groupingToMatrix')?.options;
    if (matrix === undefined) return [];
    const [columns = Infinity, lines = Infinity] = [matrix['columnField'], matrix['rowField']].map(
      (field) => VALUES[String(field)],
    );
    const { w, h } = table.gridPos;
    const width = (w / 24) * GRID.board - 2 * GRID.gap;
    const height = h * GRID.unit - GRID.gap - GRID.frame - GRID.header;
    const ofNames = Number(settingOf(table, String(matrix['rowField']), 'custom.width') ?? Infinity);
    return [
      ...unless(columns * GRID.column + ofNames <= width, 'has more columns than are seen'),
      ...unless(lines * GRID.line <= height, 'has more lines than are seen'),
    ];
  }),
];

function everyTable(name: string, problemsOf: (table: PanelJson) => string[]): Rule {
  return {
    name,
    problems: (dashboard: DashboardJson) =>
      panelsOf(dashboard)
        .filter(({ type }) => type === 'table')
        .flatMap((panel) => problemsOf(panel).map((problem) => `panel "${panel.title}" ${problem}`)),
  };
}

/** The columns that are selected by name: of a matrix only that of its lines. */
function shownColumns(table: PanelJson): string[] {
  const organize = table.transformations?.findLast(({ id }) => id === 'organize')?.options ?? {};
  const names = Object.keys(organize['indexByName'] ?? {});
  return isMatrix(table) ? ['Hour'] : names;
}

function typesOf({ targets = [], transformations = [] }: PanelJson): Map<string, string> {
  const columns = targets.flatMap(({ columns: of = [] }) => of);
  const converted = transformations.flatMap(({ options }) =>
    ((options['conversions'] ?? []) as { targetField: string; destinationType: string }[]).map(
      ({ targetField, destinationType }) => [targetField, destinationType] as const,
    ),
  );
  return new Map([...columns.map(({ text, type }) => [text, type] as const), ...converted]);
}

function settingOf({ fieldConfig }: PanelJson, name: string, id: string): unknown {
  return (fieldConfig?.overrides ?? [])
    .filter(({ matcher }) => matcher.id === 'byName' && matcher.options === name)
    .flatMap(({ properties }) => properties)
    .findLast((property) => property.id === id)?.value;
}

function linksIn({ fieldConfig }: PanelJson): string[] {
  return (fieldConfig?.overrides ?? [])
    .flatMap(({ properties }) => properties)
    .filter(({ id }) => id === 'links')
    .flatMap(({ value }) => (value as { url: string }[]).map(({ url }) => url));
}

function isMatrix({ transformations = [] }: PanelJson): boolean {
  return transformations.some(({ id }) => id === 'groupingToMatrix');
}

/** Whose columns have no types that could be read here. */
function isOfSql({ targets = [] }: PanelJson): boolean {
  return targets.some(({ rawSql }) => rawSql !== undefined);
}
