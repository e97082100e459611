import type { AllMeasures } from '../../reference/all-measures';
import { cellsOf } from '../../reference/cells';
import type { Clock } from '../../reference/cells';
import type { GroupedBy } from '../../reference/dimensions';
import type { History } from '../../reference/history';
import { allStatsOf, percentilesOf } from '../../support/stats-of-reference';
import { graphqlOf } from '../dashboard-json';
import type { PanelRange } from '../infinity/with-macros';
import type { DrawnPanel } from './drawn-panel';

/** The attribute that simulated visitors have. */
export const ATTRIBUTE = 'plan';

const DIMENSIONS: Readonly<Record<string, GroupedBy>> = {
  ...{ Operator: 'operator', Page: 'page', Attribute: 'attribute' },
};

type Counted = Readonly<Record<string, number | null>>;

/** Where a panel of measures (large, or by a dimension) shows another number than the reference counts in the range. */
export function differencesFrom(
  history: History,
  range: PanelRange,
  drawn: DrawnPanel,
  clock: Clock = 'CALENDAR',
): string[] {
  const counted = { history, clock };
  const query = (drawn.panel.targets ?? []).map(graphqlOf).join();
  const isOfStats = query.includes('stats(');
  if (drawn.panel.type === 'table' && isOfStats) return inTable(counted, range, drawn);
  if (drawn.panel.type !== 'stat') return [];
  return isOfStats ? inLarge(counted, range, drawn) : inServiceLevel(counted, range, drawn);
}

/** What is counted, on a clock. */
interface Counting {
  readonly history: History;
  readonly clock: Clock;
}

function inLarge({ history, clock }: Counting, { from, to }: PanelRange, drawn: DrawnPanel): string[] {
  const [selector = ''] = selectorsOf(drawn);
  const edges = { 'This period': [from, to], Before: [2 * from - to, from] };
  return Object.entries(edges).flatMap(([title, bounds]) => {
    const [cell] = cellsOf(history, { edges: bounds, fill: true, clock });
    const shown = drawn.large.find((one) => one.title === title)?.value;
    return difference(selector, shown, countedIn(cell?.measures)[selector]).map(
      (text) => `${title}: ${text}`,
    );
  });
}

/** The share of first responses that took less than the seconds that the description says. */
function inServiceLevel(
  { history, clock }: Counting,
  { from, to }: PanelRange,
  { panel, large }: DrawnPanel,
): string[] {
  const [, seconds] = /less than (\d+) s/.exec(panel.description ?? '') ?? [];
  if (seconds === undefined) return [];
  const [cell] = cellsOf(history, { edges: [from, to], fill: true, clock });
  const samples = cell?.measures.firstResponseSeconds ?? [];
  const within = samples.filter((sample) => sample < Number(seconds));
  return difference('shareBelow', large[0]?.value, within.length / samples.length);
}

function inTable({ history, clock }: Counting, { from, to }: PanelRange, drawn: DrawnPanel): string[] {
  const fields = drawn.frames.flat();
  const key = fields.find(({ title }) => title in DIMENSIONS);
  const dimension = DIMENSIONS[key?.title ?? ''] ?? 'operator';
  const selectors = selectorsOf(drawn);
  const rows = cellsOf(history, {
    ...{ edges: [from, to], groupBy: [dimension], fill: true, clock },
    ...(dimension === 'attribute' ? { attribute: ATTRIBUTE } : {}),
  }).map(({ group, measures }) => ({ name: group[dimension], counted: countedIn(measures) }));
  return rows.flatMap(({ name, counted }) => {
    const row = key?.values.indexOf(name) ?? -1;
    if (row === -1)
      return selectors.some((selector) => Number(counted[selector]) > 0)
        ? [`has no line for "${String(name)}"`]
        : [];
    return fields
      .filter(({ selector }) => selector !== undefined && selectors.includes(selector))
      .flatMap(({ selector = '', values }) => difference(selector, values[row], counted[selector]))
      .map((text) => `"${String(name)}": ${text}`);
  });
}

function selectorsOf({ panel }: DrawnPanel): string[] {
  const columns = (panel.targets ?? []).flatMap((target) => target.columns ?? []);
  return columns.filter(({ type }) => type === 'number').map(({ selector }) => selector);
}

function countedIn(measures: AllMeasures | undefined): Counted {
  return measures === undefined ? {} : { ...allStatsOf(measures), ...percentilesOf(measures) };
}

function difference(selector: string, shown: unknown, expected: number | null | undefined): string[] {
  const value = typeof shown === 'number' && !Number.isNaN(shown) ? shown : null;
  // Percentiles are within 1 %.
  const most = (/P\d\d$/.test(selector) ? 0.01 : 1e-9) * Number(expected);
  const isSame =
    value === null || typeof expected !== 'number' ? value === expected : Math.abs(value - expected) <= most;
  return isSame ? [] : [`${selector} is ${String(value)}, and the reference counts ${String(expected)}`];
}
