import type { AnsweredChange } from '../api/changes';
import type { Measured, MeasureInfo } from '../api/overview';
import { element, fill } from '../dom/element';
import { clockMark } from '../format/clock-words';
import { changeOf } from '../format/change';
import type { Change } from '../format/change';
import { count, intervalText, inUnit, NOTHING, share } from '../format/numbers';
import { consequencePlace } from './consequence-notes';
import { definition } from './definition';
import type { HeadlineFigure } from './headline-figures';
import type { Selection } from '../view/view';
import type { MeasureWords } from './measure-words';

export interface TileContext {
  readonly words: MeasureWords;
  readonly selection: Selection;
  readonly current: Measured;
  /** Opens the episodes behind a figure. */
  readonly episodesLink: (figure: HeadlineFigure) => HTMLAnchorElement;
}

/** A figure with its number of samples, the way to its episodes, and its change against the period before. */
export class FigureTile {
  readonly root: HTMLElement;
  readonly measure: string;
  private readonly info: MeasureInfo;
  private readonly isSilent: boolean;
  private readonly change = element('p', { class: 'figure-change' });
  private readonly meaning: HTMLElement;

  constructor(figure: HeadlineFigure, { words, selection, current, episodesLink }: TileContext) {
    const { label, measure } = figure;
    const id = `figure-${measure}`;
    this.measure = measure;
    this.info = words.of(measure);
    this.isSilent = words.saysNothing(measure, selection);
    this.meaning = definition(label, [this.info]);
    this.root = element(
      'article',
      { class: 'figure card', 'aria-labelledby': id, 'data-measure': measure },
      element('h3', { id }, label, clockMark(words.clockOf([measure])), this.meaning),
      element(
        'p',
        { class: 'figure-value' },
        this.isSilent ? NOTHING : inUnit(current[measure], this.info.unit),
      ),
      this.change,
      !this.isSilent && foot(figure, current, this.info, episodesLink(figure)),
      consequencePlace([measure]),
    );
    if (this.isSilent) fill(this.change, quiet('says nothing of what is selected'));
  }

  /** @param answered undefined where there was nothing at all before: nobody can say that it was better or worse */
  showChange(answered: AnsweredChange | undefined): void {
    if (this.isSilent) return;
    const change = answered && changeOf(answered, this.info);
    if (answered === undefined || change === undefined) {
      fill(this.change, quiet('nothing to compare'));
      return;
    }
    const { text, tone, words, interval } = change;
    fill(
      this.change,
      element('span', { class: `change ${tone}` }, text, toneWords(tone)),
      element('span', { class: 'quiet was' }, ` was ${inUnit(answered.previous, this.info.unit)}`),
      words !== '' && element('span', { class: 'verdict quiet' }, words),
    );
    this.explain(interval, answered.dispersionAssumed);
  }

  /** What the change is not said with in sight. */
  private explain(interval: string, isAssumed: boolean): void {
    if (interval === '') return;
    const assumed = isAssumed
      ? ' Fewer than 28 days are known, so that its usual ups and downs are assumed.'
      : '';
    this.meaning
      .querySelector('[role=tooltip]')
      ?.append(
        element('span', { class: 'definition-line' }, `The change is ${interval} (95 % interval).${assumed}`),
      );
  }
}

function foot(
  { measure, samples }: HeadlineFigure,
  current: Measured,
  { unit }: MeasureInfo,
  link: HTMLAnchorElement,
): HTMLElement {
  const interval = intervalText(current[`${measure}Low`], current[`${measure}High`], unit);
  return element(
    'p',
    { class: 'figure-foot quiet' },
    samples !== undefined &&
      element(
        'span',
        { class: 'samples' },
        samplesText(samples.of(current), samples.noun, samples.areWhole ? current[measure] : null),
        besidesText(samples, current),
      ),
    interval !== '' &&
      element(
        'span',
        { class: 'interval', title: 'The 95 % interval' },
        element('span', { class: 'visually-hidden' }, '95 % interval: '),
        interval,
      ),
    link,
  );
}

function quiet(text: string): HTMLElement {
  return element('span', { class: 'quiet' }, text);
}

/** The colour says it to those who see it. */
function toneWords(tone: Change['tone']): HTMLElement | undefined {
  return tone === 'neutral'
    ? undefined
    : element('span', { class: 'visually-hidden' }, tone === 'good' ? ' (better)' : ' (worse)');
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
