import type { AlertCondition } from '../../platform/rules/alert-rules';
import type { Measure } from '../../answer/measures/registry/measure';
import { measureTitle } from '../../answer/measures/registry/measure-title';
import { figureText } from '../notices/figure-text';
import { lengthText } from '../notices/length-text';
import { soIf } from './finding';
import type { Finding, PageLinks, Said } from './finding';

type Condition = Extract<AlertCondition, { kind: 'threshold' }>;

/** What a measure came to over the time that a threshold looks at. */
export interface Measured {
  readonly value: number | null;
  /** Of how many samples it is. */
  readonly n: number;
  /** Up to when it is counted, in milliseconds. */
  readonly until: number;
}

/** Fewer samples than it asks for say nothing. */
export function findThreshold(
  condition: Condition,
  measure: Measure,
  measured: Measured,
  links: PageLinks,
): Finding {
  const { below, above, atLeast } = condition;
  const { value, n } = measured;
  const isEnough = value !== null && (measure.isCount || n >= atLeast);
  const isLow = value !== null && below !== undefined && value < below;
  const isHigh = value !== null && above !== undefined && value > above;
  return {
    about: '',
    found: isEnough ? soIf(isLow || isHigh) : 'no data',
    say: () => said(condition, measure, measured, links),
  };
}

function said(
  { below, above, overMs }: Condition,
  measure: Measure,
  { value, n, until }: Measured,
  links: PageLinks,
): Said {
  const title = measureTitle(measure);
  const shown = figureText(value, measure.unit);
  const limit = figureText(below ?? above ?? null, measure.unit);
  const over = `the last ${lengthText(overMs)}`;
  const from = until - overMs;
  return {
    title: `${title} is ${shown} over ${over}, ${below === undefined ? 'above' : 'below'} ${limit}`,
    titleWhenOver: `${title} is ${shown} over ${over} again`,
    titleWithoutData: `${title}: too few samples over ${over} to say (n = ${n.toLocaleString('en-US')})`,
    text: [measure.description],
    figures: [
      { label: title, value: shown, note: `limit ${limit}` },
      ...(measure.isCount ? [] : [{ label: 'Samples', value: n.toLocaleString('en-US'), note: '' }]),
    ],
    links: links.to('Look at these days', `from=${dayOf(from)}&to=${dayOf(until)}`),
    data: {
      ...{ measure: measure.name, value, n, below, above, overSeconds: overMs / 1000 },
      window: { from: new Date(from), to: new Date(until) },
    },
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
