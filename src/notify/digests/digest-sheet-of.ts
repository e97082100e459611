import { requireMeasure } from '../../answer/measures/registry/measures';
import type { SummarySentence } from '../../answer/measures/summary/summary-sentence';
import type { TargetRow } from '../../answer/measures/targets/target-row';
import type { DigestRules } from '../../platform/rules/digest-rules';
import { changeOf } from '../../platform/words/change';
import { FIGURE_LABELS } from '../../platform/words/figure-labels';
import { count, inUnit, wholeShare } from '../../platform/words/numbers';
import { sentenceWords } from '../../platform/words/sentence-words';
import { standingOf, targetWords } from '../../platform/words/target-words';
import { apartIn, textIn } from '../../platform/words/text';
import { WRITTEN_LANGUAGES } from '../../platform/words/written-languages';
import type { DigestSheet, SheetRow, SheetSection, SheetSentence } from '../notices/digest-sheet';
import { daysText, momentText, shortDaysText } from './digest-days';
import { EARLIER_MEASURES } from './digest-numbers';
import type { DigestFigure, DigestNumbers } from './digest-numbers';
import { inDigest } from './digest-words';
import type { Due } from './due-times';

const MAX_FIGURES = 5;
const MAX_TARGETS = 20;

/** A digest that is to be written. */
export interface WrittenDigest {
  readonly digest: Pick<DigestRules, 'name' | 'every' | 'language' | 'clock' | 'to'>;
  /** What it is about, as people call it. */
  readonly subject: { readonly kind: 'account' | 'team' | 'all'; readonly name: string };
  readonly zone: string;
  readonly due: Due;
  /** Those that were not sent before, of which the last few are told of in a row each. */
  readonly earlier: readonly Due[];
  /** Of how many before these nothing is said. */
  readonly left: number;
  readonly isLate: boolean;
  readonly isComplete: boolean;
  readonly numbers: DigestNumbers;
}

/** A digest in words: the same as those of the page. */
export function digestSheet(written: WrittenDigest): DigestSheet {
  const { digest, subject, zone, due, numbers } = written;
  const { language, every } = digest;
  const days = daysText(language, every, due);
  const compared = daysText(language, every, daysBefore(every, due));
  const [top] = numbers.sentences;
  return {
    language,
    about: [
      subject.kind === 'all'
        ? inDigest(language, 'about.all')
        : inDigest(language, `about.${subject.kind}`, { name: named(subject.name) }),
      inDigest(language, 'compared', { days: compared }),
      ...(digest.clock === 'WORKING' ? [inDigest(language, 'workingHours')] : []),
    ].join(' · '),
    title: inDigest(language, `title.${every}`, { days }),
    remarks: [
      ...(written.isLate ? [inDigest(language, 'late', { time: momentText(language, zone, due.at) })] : []),
      ...(written.isComplete ? [] : [inDigest(language, 'incomplete')]),
    ],
    sentences: isNothing(numbers)
      ? [{ text: inDigest(language, 'nobody'), tone: 'neutral' }]
      : numbers.sentences.flatMap((one) => spoken(language, one)),
    sections: [
      {
        heading: inDigest(language, 'movements'),
        sentences: numbers.movements
          .filter(({ measure }) => measure !== top?.measure)
          .flatMap((one) => spoken(language, one)),
      },
      { heading: inDigest(language, 'figures'), rows: figureRows(language, numbers.figures) },
      {
        heading: inDigest(language, 'targets'),
        rows: numbers.targets.slice(0, MAX_TARGETS).map((row) => targetRow(language, row)),
      },
      earlierSection(written),
    ].filter(hasContent),
    reason: inDigest(language, 'reason', {
      name: named(digest.name),
      channels: digest.to.map(named).join(', '),
    }),
    unsubscribe: inDigest(language, 'unsubscribe'),
  };
}

/** Names are those of the rules: none turns the direction of what stands behind it. */
function named(name: string): string {
  return name.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

function daysBefore(every: DigestRules['every'], { first, last }: Due): Pick<Due, 'first' | 'last'> {
  if (every !== 'month') return { first: shifted(first, -7), last: shifted(last, -7) };
  const end = shifted(first, -1);
  return { first: `${end.slice(0, 'yyyy-mm'.length)}-01`, last: end };
}

function shifted(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000)
    .toISOString()
    .slice(0, 'yyyy-mm-dd'.length);
}

function isNothing({ figures }: DigestNumbers): boolean {
  return figures.every(({ value }) => value === null || value === 0);
}

function spoken(language: DigestRules['language'], said: SummarySentence): SheetSentence[] {
  const target = said.target === null ? null : named(said.target);
  const words = sentenceWords(WRITTEN_LANGUAGES[language], { ...said, target }, requireMeasure);
  return words === undefined ? [] : [words];
}

function figureRows(language: DigestRules['language'], figures: readonly DigestFigure[]): SheetRow[] {
  const there = figures.filter(({ measure, value }) => value !== null && isLabelled(measure));
  return there.slice(0, MAX_FIGURES).map((figure) => figureRow(language, figure));
}

function figureRow(language: DigestRules['language'], figure: DigestFigure): SheetRow {
  const written = WRITTEN_LANGUAGES[language];
  const { measure, value, previous, n } = figure;
  const { unit, direction, isCount } = requireMeasure(measure);
  const change = changeOf(written, figure, { unit, direction });
  const was =
    previous === null ? [] : [textIn(written, 'change.was', { value: inUnit(written, previous, unit) })];
  // Too few says how many.
  const samples = isCount || figure.verdict === 'TOO_FEW' ? [] : [samplesText(language, n)];
  return {
    label: textIn(written, isLabelled(measure) ? FIGURE_LABELS[measure] : 'figure.contacts'),
    value: inUnit(written, value, unit),
    change: change === undefined ? '' : [apartIn(written, change.text), ...was].join(' · '),
    tone: change?.tone ?? 'neutral',
    note: [...(change === undefined || change.words === '' ? [] : [change.words]), ...samples].join(' · '),
  };
}

function targetRow(language: DigestRules['language'], row: TargetRow): SheetRow {
  const written = WRITTEN_LANGUAGES[language];
  const standing = standingOf(written, row);
  const goal = wholeShare(written, row.goalRate);
  return {
    label: named(row.target),
    value: row.rate === null ? '–' : inUnit(written, row.rate, 'ratio'),
    change: inDigest(language, 'standing.goal', { goal, standing: standing?.words ?? '–' }),
    tone: standing?.tone ?? 'neutral',
    note: `${targetWords(written, row)} · ${samplesText(language, row.met + row.breached)}`,
  };
}

/** Apart from what is around it: it is read from left to right in every language. */
function samplesText(language: DigestRules['language'], n: number): string {
  const written = WRITTEN_LANGUAGES[language];
  return apartIn(written, inDigest(language, 'samples', { samples: count(written, n) }));
}

function earlierSection({ digest, earlier, left, numbers }: WrittenDigest): SheetSection {
  const { language, every } = digest;
  const written = WRITTEN_LANGUAGES[language];
  if (earlier.length === 0) return { heading: '' };
  const heads = EARLIER_MEASURES.map((measure) => textIn(written, FIGURE_LABELS[measure]));
  return {
    heading: inDigest(language, `earlier.${every}`, { n: earlier.length + left }),
    table: {
      head: [inDigest(language, 'earlier.when'), ...heads],
      body: earlier.map((due, index) => [
        shortDaysText(language, every, due),
        ...EARLIER_MEASURES.map((measure) =>
          inUnit(written, numbers.earlier[index]?.[measure], requireMeasure(measure).unit),
        ),
      ]),
    },
    ...(left > 0 && { note: inDigest(language, 'earlier.more', { n: left }) }),
  };
}

function isLabelled(measure: string): measure is keyof typeof FIGURE_LABELS {
  return Object.hasOwn(FIGURE_LABELS, measure);
}

function hasContent({ sentences = [], rows = [], table }: SheetSection): boolean {
  return sentences.length + rows.length > 0 || table !== undefined;
}
