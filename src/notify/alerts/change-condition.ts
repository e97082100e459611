import type { AlertCondition } from '../../platform/rules/alert-rules';
import type { WindowChange } from '../../answer/measures/changes/window-changes.service';
import { LocalTimes } from '../../answer/measures/calendar/local-time';
import type { TimeRange } from '../../answer/measures/calendar/time-range';
import type { Measure } from '../../answer/measures/registry/measure';
import { measureTitle } from '../../answer/measures/registry/measure-title';
import { figureText } from '../notices/figure-text';
import { soIf } from './finding';
import type { Finding, PageLinks, Said } from './finding';

type Condition = Extract<AlertCondition, { kind: 'change' }>;

const DAY_MS = 86_400_000;
const WEEKDAYS = ['Sundays', 'Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays'];

/** @param window a local day or week that is over */
export function findChange(
  condition: Condition,
  measure: Measure,
  { window, change }: { readonly window: TimeRange; readonly change: WindowChange },
  links: PageLinks,
): Finding {
  const { direction } = condition;
  const { verdict, isCertainAndMatters } = change;
  const isJudged = verdict === 'HIGHER' || verdict === 'LOWER' || verdict === 'NOT_DISTINGUISHABLE';
  const isWanted = direction === undefined || direction === verdict;
  return {
    about: '',
    found: isJudged ? soIf(isCertainAndMatters && isWanted) : 'no data',
    say: () => said(condition, measure, window, change, links),
  };
}

function said(
  { unit, zone }: Condition,
  measure: Measure,
  window: TimeRange,
  change: WindowChange,
  links: PageLinks,
): Said {
  const { value, previous, n, nPrevious, verdict, weeks, isCertainAndMatters } = change;
  const title = measureTitle(measure);
  const times = new LocalTimes(zone);
  const [first, last] = [window.from, window.to - DAY_MS / 2].map((time) => times.dateAt(time).toString());
  const weekday = WEEKDAYS[new Date(`${first ?? ''}T00:00Z`).getUTCDay()] ?? 'days';
  const when = unit === 'DAY' ? `on ${first ?? ''}` : `in the week of ${first ?? ''}`;
  const others = unit === 'DAY' ? `the ${weeks} ${weekday} before` : `the ${weeks} weeks before`;
  const [shown, before] = [figureText(value, measure.unit), figureText(previous, measure.unit)];
  const is = `${title} was ${shown} ${when}`;
  const word = verdict === 'HIGHER' ? 'higher' : 'lower';
  const usual = isCertainAndMatters ? 'not the way that is told of' : 'within the usual ups and downs';
  return {
    title: `${is}, ${word} than ${before} on average of ${others}`,
    titleWhenOver: `${is}, and ${before} in ${others}: ${usual}`,
    titleWithoutData: `${title} ${when}: too few to say (n = ${n.toLocaleString('en-US')})`,
    text: [`That is more than the usual ups and downs: ${rangeText(measure, change)}.`, measure.description],
    figures: [
      { label: title, value: shown, note: `${before} in ${others}` },
      ...(measure.isCount ? [] : [{ label: 'Samples', value: n.toLocaleString('en-US'), note: '' }]),
    ],
    links: links.to('Look at these days', `from=${first ?? ''}&to=${last ?? ''}`),
    data: {
      ...{ measure: measure.name, value, previous, n, nPrevious, verdict, weeks, zone },
      ...{ changeLow: change.changeLow, changeHigh: change.changeHigh, chance: change.chance },
      window: { from: new Date(window.from), to: new Date(window.to) },
    },
  };
}

/** `between 2 and 10 points lower`, `between 12 % and 40 % higher`. */
function rangeText({ unit, isCount }: Measure, { changeLow, changeHigh, previous }: WindowChange): string {
  if (changeLow === null || changeHigh === null) return 'by how much is not known';
  const share = (value: number) => (isCount ? value : value / (previous ?? 1)) * 100;
  const size = (value: number) =>
    Math.abs(unit === 'ratio' ? value * 100 : share(value)).toLocaleString('en-US', {
      maximumFractionDigits: 1,
    });
  const ends = [size(changeLow), size(changeHigh)].sort((one, other) => parse(one) - parse(other));
  const word = changeLow > 0 ? 'higher' : 'lower';
  return `between ${ends.join(' and ')} ${unit === 'ratio' ? 'points' : '%'} ${word}`;
}

function parse(text: string): number {
  return Number(text.replaceAll(',', ''));
}
