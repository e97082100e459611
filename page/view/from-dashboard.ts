import { dateAt, isDate, isZone } from '../time/local-calendar';
import type { LocalDate } from '../time/local-calendar';
import type { PresetName } from '../time/presets';

const PRESET_OF: Readonly<Record<string, PresetName>> = {
  'now/d~now': 'today',
  'now/d~now/d': 'today',
  'now-1d/d~now-1d/d': 'yesterday',
  'now-7d~now': 'last-7-days',
  'now-30d~now': 'last-30-days',
  'now-90d~now': 'last-90-days',
  'now/w~now': 'this-week',
  'now/w~now/w': 'this-week',
  'now-1w/w~now-1w/w': 'last-week',
  'now/M~now': 'this-month',
  'now/M~now/M': 'this-month',
  'now-1M/M~now-1M/M': 'last-month',
};
const COMPARE: Readonly<Record<string, string>> = { NONE: 'none', PREVIOUS_YEAR: 'year' };
const COPILOT: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };
/** What Grafana writes where everything is chosen. */
const ALL = ['$__all', 'All', ',', ''];
const UNIT_MS: Readonly<Record<string, number>> = {
  ...{ s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 },
  ...{ M: 30 * 86_400_000, y: 365 * 86_400_000 },
};

/**
 * The query of this page that says what a link of a Grafana dashboard says with its range and its variables. A range
 * of moments becomes the days that it touches. Any other query stays as it is.
 * @param zone whose days they are unless the dashboard has a zone
 */
export function fromDashboard(given: URLSearchParams, zone: string, now: number): URLSearchParams {
  if (![...given.keys()].some((name) => name.startsWith('var-'))) return given;
  const [dashboardZone = ''] = given.getAll('var-zone');
  const translated = new URLSearchParams();
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) translated.set(name, value);
  };
  for (const [name, value] of rangeOf(given, isZone(dashboardZone) ? dashboardZone : zone, now)) {
    translated.set(name, value);
  }
  set('zone', dashboardZone === '' ? undefined : dashboardZone);
  set('compare', COMPARE[given.get('var-compare') ?? '']);
  set('copilot', COPILOT[given.get('var-copilot') ?? '']);
  const attribute = given.get('var-attribute') ?? '';
  for (const [variable, parameter] of [
    ['var-account', 'account'],
    ['var-operator', 'operator'],
    ['var-page', 'page'],
    ['var-attribute_value', attribute === '' ? '' : `attribute.${attribute}`],
  ] as const) {
    // What a row of a table is about stands there in the page's own words.
    const own = given.getAll(parameter);
    const chosen = own.length > 0 ? own : given.getAll(variable).filter((value) => !ALL.includes(value));
    if (parameter !== '') for (const value of chosen) translated.append(parameter, value);
  }
  return translated;
}

function rangeOf(given: URLSearchParams, zone: string, now: number): [string, string][] {
  const [from, to] = [given.get('from') ?? '', given.get('to') ?? ''];
  const preset = PRESET_OF[`${from}~${to}`];
  if (preset !== undefined) return [['range', preset]];
  const [first, last] = [dateOf(from, 0, zone, now), dateOf(to, -1, zone, now)];
  return first === undefined || last === undefined || first > last
    ? []
    : [
        ['from', first],
        ['to', last],
      ];
}

/** @param shiftMs added to a moment: one that ends a range is no more part of it */
function dateOf(text: string, shiftMs: number, zone: string, now: number): LocalDate | undefined {
  if (isDate(text)) return text;
  const [, amount = '0', unit = 's'] = /^now(?:-(\d{1,6})([smhdwMy]))?$/.exec(text) ?? [];
  const moment = text.startsWith('now')
    ? now - Number(amount) * (UNIT_MS[unit] ?? 0)
    : /^\d{1,15}$/.test(text)
      ? Number(text)
      : Date.parse(text);
  return Number.isNaN(moment) || Math.abs(moment) > 8e15 ? undefined : dateAt(moment + shiftMs, zone);
}
