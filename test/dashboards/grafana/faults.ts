import type { ColumnJson, PanelJson } from '../dashboard-json';
import { COLUMNS_OF_TABLES, LINES_OF_SQL, WORDS } from './expected-titles';
import type { DrawnField, DrawnPanel } from './drawn-panel';
import { writtenNumber } from './written-number';

const NOTHING = '–';
/** What shows that something went wrong on the way. */
const BROKEN = /NaN|undefined|null|Invalid|Infinity|\[object|\$\{|^$/;

/** What people would stumble over in a drawn panel, in words; nothing if all is well. */
export function faultsOf(uid: string, { panel, frames, large }: DrawnPanel): string[] {
  const faults = frames.flatMap((fields) => {
    if (panel.type === 'table') return [...tableFaults(uid, panel, fields), ...cellFaults(fields)];
    return panel.type === 'timeseries' ? [...seriesFaults(panel, fields), ...cellFaults(fields)] : [];
  });
  const isEmpty = frames.every(({ length }) => length === 0);
  const ofLarge = large.flatMap(({ title, text, value }) => {
    const { selector, type, values } = frames.flat().find((field) => field.title === title) ?? NO_FIELD;
    const number = isEmpty || Number.isNaN(value) ? null : value;
    const shown = type === 'string' ? values.at(-1) : number;
    return textFaults(shown, text, { selector, type }).map((fault) => `${title} ${fault}`);
  });
  return [...faults, ...ofLarge].map((fault) => `${uid}, "${panel.title}": ${fault}`);
}

type Shown = Pick<DrawnField, 'selector' | 'type'>;

const NO_FIELD = { selector: undefined, type: 'number', values: [] };

function columnsOf({ targets = [] }: PanelJson): ColumnJson[] {
  return targets.flatMap(({ columns = [] }) => columns);
}

function tableFaults(uid: string, panel: PanelJson, fields: readonly DrawnField[]): string[] {
  // Without rows the plugin answers no fields either.
  if (fields.length === 0) return [];
  const titles = fields.map(({ title }) => title);
  const expected = COLUMNS_OF_TABLES[uid]?.[panel.title] ?? [];
  const numbers = fields.filter(({ type }) => type === 'number');
  // Nothing may have happened in an hour of the week.
  const isHeatmap = titles[0] === 'Hour';
  const isEmpty = (row: number) => !isHeatmap && numbers.every(({ values }) => values[row] === null);
  const rows = fields[0]?.values.map((_, row) => row) ?? [];
  return [
    ...(titles.join() === expected.join()
      ? []
      : [`has the columns ${titles.join()}, not ${expected.join()}`]),
    ...rows.filter(isEmpty).map((row) => `has only dashes in line ${row + 1}`),
  ];
}

/** Each line is called what its question to the API calls it, and what that is compared with is "Before". */
function seriesFaults(panel: PanelJson, fields: readonly DrawnField[]): string[] {
  if (fields.length === 0) return [];
  const columns = columnsOf(panel);
  const isCompared = columns.some(({ selector }) => selector === 'period');
  const numbers = columns.filter(({ type }) => type === 'number').map(({ text }) => text);
  const titles = fields.filter(({ type }) => type === 'number').map(({ title }) => title);
  const hasBefore = isCompared && titles.length > numbers.length;
  const named = LINES_OF_SQL[panel.title] ?? byTarget(panel, fields) ?? numbers;
  const expected = (hasBefore ? [...named, 'Before'] : named).toSorted();
  const isSeries = fields.filter(({ type }) => type === 'time').length === fields.length - titles.length;
  return [
    ...(titles.toSorted().join() === expected.join() ? [] : [`has the lines ${titles.join()}`]),
    ...(isSeries ? [] : ['is no series of numbers']),
  ];
}

/** Lines of targets are called what these are called, and those of goals so that they can be told apart. */
function byTarget({ fieldConfig }: PanelJson, fields: readonly DrawnField[]): string[] | undefined {
  const isByTarget = JSON.stringify(fieldConfig?.overrides).includes('__field.labels.Target');
  if (!isByTarget) return undefined;
  return fields
    .filter(({ type }) => type === 'number')
    .map(({ selector, labels }) => `${selector === 'goalRate' ? 'Goal of ' : ''}${labels['Target'] ?? ''}`);
}

function cellFaults(fields: readonly DrawnField[]): string[] {
  return fields.flatMap((field) => {
    const faults = field.values.flatMap((value, row) => [
      ...textFaults(value, field.texts[row] ?? '', field),
      ...(field.links[row] ?? []).flatMap((link) => linkFaults(link, fields, row)),
    ]);
    // One of a kind will do.
    return [...new Set(faults)].slice(0, 2).map((fault) => `${field.title} ${fault}`);
  });
}

/** A line of an operator leads to that one of that account, whatever is written in its cells. */
function linkFaults(link: string, fields: readonly DrawnField[], row: number): string[] {
  const valueOf = (name: string) => String(fields.find(({ title }) => title === name)?.values[row]);
  const wanted = `${valueOf('Account')}:${valueOf('Operator')}`;
  const [led, ...others] = new URL(link).searchParams.getAll('operator');
  return led === wanted && others.length === 0 ? [] : [`leads to ${link}, not to ${wanted}`];
}

/** Whether a text says its value: as what it is, and as near as its digits allow. */
function textFaults(value: unknown, text: string, { selector, type }: Shown): string[] {
  if (type === 'string' && typeof value === 'string') {
    const isSaid = text === value || WORDS[value]?.includes(text) === true;
    return isSaid ? [] : [`says ${text} for the text ${JSON.stringify(value)}`];
  }
  if (BROKEN.test(text)) return [`says ${text}`];
  if (value === null) return text === NOTHING ? [] : [`says ${text} for nothing`];
  if (type !== 'number') return [];
  const written = writtenNumber(text);
  if (written === undefined) return [`says ${text}, which is no number`];
  const isNear = Math.abs(written.value - Number(value)) <= written.tolerance;
  const kind = kindOf(selector);
  return [
    ...(isNear ? [] : [`says ${text} for ${Number(value)}`]),
    ...(kind === undefined || kind === written.kind ? [] : [`says ${text}, which is no ${kind}`]),
  ];
}

function kindOf(selector: string | undefined): string | undefined {
  if (selector === undefined) return undefined;
  if (/Seconds/.test(selector)) return 'duration';
  return /[rR]ate$|^rate|^coverage$|^shareBelow$|^errorBudgetLeft$/.test(selector) ? 'share' : 'number';
}
