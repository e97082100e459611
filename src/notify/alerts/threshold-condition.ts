import type { AlertCondition } from '../../platform/rules/alert-rules';
import type { Measure } from '../../answer/measures/registry/measure';
import { figureText } from '../notices/figure-text';
import { lengthText } from '../notices/length-text';
import type { Finding, PageLinks } from './finding';

type Condition = Extract<AlertCondition, { kind: 'threshold' }>;

/** What a measure came to over the time that a threshold looks at. */
export interface Measured {
  readonly value: number | null;
  /** Of how many samples it is. */
  readonly n: number;
  /** Up to when it is counted, in milliseconds. */
  readonly until: number;
}

const UNITS: Partial<Record<Measure['unit'], string>> = {
  stars: ' stars',
  ratings: ' ratings',
  messages: ' messages',
};

/** Fewer samples than it asks for say nothing: then it is not so. */
export function findThreshold(
  { below, above, overMs, atLeast }: Condition,
  measure: Measure,
  { value, n, until }: Measured,
  links: PageLinks,
): Finding {
  const isEnough = measure.isCount || n >= atLeast;
  const isLow = value !== null && below !== undefined && value < below;
  const isHigh = value !== null && above !== undefined && value > above;
  const shown = `${figureText(value, measure.unit)}${UNITS[measure.unit] ?? ''}`;
  const limit = figureText(below ?? above ?? null, measure.unit);
  const over = `the last ${lengthText(overMs)}`;
  return {
    about: '',
    isSo: isEnough && (isLow || isHigh),
    title: `${measure.name} is ${shown} over ${over}, ${below === undefined ? 'above' : 'below'} ${limit}`,
    titleWhenOver: isEnough
      ? `${measure.name} is ${shown} over ${over} again`
      : `${measure.name}: too few samples over ${over} to say`,
    text: [measure.description],
    figures: [
      { label: measure.name, value: shown, note: `limit ${limit}` },
      ...(measure.isCount ? [] : [{ label: 'Samples', value: n.toLocaleString('en-US'), note: '' }]),
    ],
    links: links.to('Look at these days', `from=${dayOf(until - overMs)}&to=${dayOf(until)}`),
    data: {
      measure: measure.name,
      value,
      n,
      below,
      above,
      overSeconds: overMs / 1000,
      until: new Date(until),
    },
  };
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
