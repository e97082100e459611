import { isZone } from '../time/local-calendar';
import { dashboardRange } from './dashboard-range';

const COMPARE: Readonly<Record<string, string>> = { NONE: 'none', PREVIOUS_YEAR: 'year' };
const CLOCK: Readonly<Record<string, string>> = { WORKING: 'working' };
const HOURS: Readonly<Record<string, string>> = { INSIDE: 'inside', OUTSIDE: 'outside' };
const COPILOT: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };
/** What Grafana writes where everything is chosen. */
const ALL = ['$__all', 'All'];

/**
 * The query of this page that says what a link of a Grafana dashboard says with its range and its variables. A range
 * of moments becomes the days that it touches. Any other query stays as it is.
 * @param zone whose days they are unless the link names one: a dashboard can have that of the browser
 */
export function fromDashboard(given: URLSearchParams, zone: string, now: number): URLSearchParams {
  if (![...given.keys()].some((name) => name.startsWith('var-'))) return given;
  const dashboardZone = given.getAll('timezone').find((name) => isZone(name));
  const translated = new URLSearchParams();
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) translated.set(name, value);
  };
  for (const [name, value] of dashboardRange(given, dashboardZone ?? zone, now)) {
    translated.set(name, value);
  }
  set('zone', dashboardZone === 'utc' ? 'UTC' : dashboardZone);
  set('compare', COMPARE[given.get('var-compare') ?? '']);
  set('clock', CLOCK[given.get('var-clock') ?? '']);
  set('copilot', COPILOT[given.get('var-copilot') ?? '']);
  set('hours', HOURS[given.get('var-hours') ?? '']);
  const attribute = given.get('var-attribute') ?? '';
  for (const [variable, parameter] of [
    ['var-account', 'account'],
    ['var-operator', 'operator'],
    ['var-team', 'team'],
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
