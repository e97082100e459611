import type { Measured, MeasureInfo } from '../api/overview';
import { element } from '../dom/element';
import { clockMark } from '../format/clock-words';
import { changeOf } from '../format/change';
import { count, inUnit, NOTHING, share } from '../format/numbers';
import { consequencePlace } from './consequence-notes';
import { definition } from './definition';
import type { HeadlineFigure } from './headline-figures';
import type { Selection } from '../view/view';
import type { MeasureWords } from './measure-words';

export interface TileContext {
  readonly words: MeasureWords;
  readonly selection: Selection;
  readonly current: Measured;
  readonly before: Measured | undefined;
  /** Opens the episodes behind a figure. */
  readonly episodesLink: (figure: HeadlineFigure) => HTMLAnchorElement;
}

/** A figure with its change against the period before, its number of samples, and the way to its episodes. */
export function figureTile(figure: HeadlineFigure, context: TileContext): HTMLElement {
  const { words, selection, current, before } = context;
  const { label, measure, samples } = figure;
  const info = words.of(measure);
  if (words.saysNothing(measure, selection)) return silentTile(figure, info);
  // Of a time from which there is nothing at all, nobody can say that it was better or worse.
  const compared = before !== undefined && Object.values(before).some((value) => value) ? before : undefined;
  const change = changeOf(current[measure], compared?.[measure], info);
  const id = `figure-${measure}`;
  return element(
    'article',
    { class: 'figure card', 'aria-labelledby': id, 'data-measure': measure },
    element('h3', { id }, label, clockMark(words.clockOf([measure])), definition(label, [info])),
    element('p', { class: 'figure-value' }, inUnit(current[measure], info.unit)),
    element(
      'p',
      { class: 'figure-change' },
      change &&
        element('span', { class: `change ${change.verdict}` }, change.text, verdictWords(change.verdict)),
      change && element('span', { class: 'quiet was' }, ` was ${inUnit(before?.[measure], info.unit)}`),
      before !== undefined &&
        change === undefined &&
        element('span', { class: 'quiet' }, 'nothing to compare'),
    ),
    element(
      'p',
      { class: 'figure-foot quiet' },
      samples !== undefined &&
        element(
          'span',
          { class: 'samples' },
          samplesText(samples.of(current), samples.noun, samples.areWhole ? current[measure] : null),
          besidesText(samples, current),
        ),
      context.episodesLink(figure),
    ),
    consequencePlace([measure]),
  );
}

/** Of a figure that says nothing of what is selected. */
function silentTile({ label, measure }: HeadlineFigure, info: MeasureInfo): HTMLElement {
  const id = `figure-${measure}`;
  return element(
    'article',
    { class: 'figure card', 'aria-labelledby': id, 'data-measure': measure },
    element('h3', { id }, label, definition(label, [info])),
    element('p', { class: 'figure-value' }, NOTHING),
    element('p', { class: 'figure-change quiet' }, 'says nothing of what is selected'),
  );
}

/** The colour says it to those who see it. */
function verdictWords(verdict: string): HTMLElement | undefined {
  return verdict === 'neutral'
    ? undefined
    : element('span', { class: 'visually-hidden' }, verdict === 'good' ? ' (better)' : ' (worse)');
}

/**
 * @param noun in the plural
 * @param part how many of them the figure counts, if it does
 */
function samplesText(samples: number, noun: string, part: number | null | undefined): string {
  const among = `${count(samples)} ${samples === 1 ? noun.replace(/s$/, '') : noun}`;
  const isPart = typeof part === 'number' && samples > 0;
  return isPart ? `${share(part / samples)} of ${among}` : `n = ${among}`;
}

/** So that the list behind the figure is as long as the figure says. */
function besidesText({ besides }: NonNullable<HeadlineFigure['samples']>, current: Measured): string {
  const number = besides?.of(current) ?? 0;
  return number === 0 ? '' : `, and ${count(number)} ${besides?.noun ?? ''}`;
}
