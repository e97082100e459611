import { sentenceWords } from './sentence-words';
import type { SaidSentence } from './sentence-words';
import { WRITTEN_LANGUAGES } from './written-languages';

const NOTHING: SaidSentence = {
  ...{ kind: 'CHANGE', measure: null, target: null, value: null, previous: null, goal: null, n: 100 },
  ...{ nPrevious: 90, verdict: null, matters: null, targets: null, targetsBelow: null },
};
const INFO: Readonly<Record<string, { unit: string; direction: string }>> = {
  csatRate: { unit: 'ratio', direction: 'UP' },
  episodesEngaged: { unit: 'episodes', direction: 'NEUTRAL' },
  episodesMissed: { unit: 'episodes', direction: 'DOWN' },
  firstAnswerSecondsP50: { unit: 'seconds', direction: 'DOWN' },
};
const said = (parts: Partial<SaidSentence>) =>
  sentenceWords(
    WRITTEN_LANGUAGES.en,
    { ...NOTHING, ...parts },
    (measure) => INFO[measure] ?? { unit: '', direction: '' },
  );
const change = (measure: string, value: number, previous: number) =>
  said({ measure, value, previous, verdict: value > previous ? 'HIGHER' : 'LOWER', matters: true });
const wait = (parts: Partial<SaidSentence>) =>
  said({ kind: 'FIGURE', measure: 'firstAnswerSecondsP50', value: 135, previous: 120, ...parts })?.text;

describe('a sentence of the summary', () => {
  it('says who waits, and how many beyond the target', () => {
    const waiting = (n: number, value: number | null) => said({ kind: 'WAITING', n, value });
    expect(waiting(12, 3)).toEqual({ text: '12 people wait now, 3 beyond the target.', tone: 'bad' });
    expect(waiting(1, 0)).toEqual({ text: '1 person waits now, within the target.', tone: 'good' });
    expect(waiting(2, null)).toEqual({ text: '2 people wait for an answer now.', tone: 'neutral' });
    expect(waiting(0, 0)).toEqual({ text: 'Nobody waits for an answer now.', tone: 'neutral' });
  });

  it('says what has changed, and whether that is good', () => {
    expect(change('csatRate', 0.59, 0.65)).toEqual({
      text: 'CSAT fell from 65 % to 59 %, more than the usual ups and downs.',
      tone: 'bad',
    });
    // In whole percent, unless both would be the same.
    expect(change('csatRate', 0.654, 0.648)?.text).toMatch(/^CSAT rose from 64.8 % to 65.4 %,/);
    expect(change('firstAnswerSecondsP50', 60, 90)).toEqual({
      text: 'Visitors waited 1\u00a0m for a first answer, down from 1\u00a0m 30\u00a0s: more than the usual ups and downs.',
      tone: 'good',
    });
    expect(change('episodesMissed', 1, 20)?.text).toMatch(/^Nobody answered 1 contact, down from 20:/);
    expect(change('episodesEngaged', 1400, 1000)).toEqual({
      text: '1,400 contacts came, up from 1,000: more than the usual ups and downs.',
      tone: 'neutral',
    });
    expect(change('messagesVisitor', 2, 1)).toBeUndefined();
  });

  it('says how long visitors waited, and whether anybody can tell that it changed', () => {
    expect(wait({ verdict: 'NOT_DISTINGUISHABLE' })).toBe(
      'Visitors waited 2\u00a0m 15\u00a0s for a first answer, 2\u00a0m before: within the usual ups and downs.',
    );
    expect(wait({ verdict: 'HIGHER', matters: false })).toMatch(/about the same as before \(2\u00a0m\)\.$/);
    expect(wait({ verdict: 'TOO_FEW', n: 7 })).toMatch(/too few to say .* \(n\u00a0=\u00a07\)\.$/);
    // It is certain by itself, and may be chance among all.
    expect(wait({ verdict: 'HIGHER', matters: true })).toMatch(/first answer, 2\u00a0m before\.$/);
    expect(wait({ previous: null })).toBe('Visitors waited 2\u00a0m 15\u00a0s for a first answer.');
  });

  it('says how the targets stand, by one of them', () => {
    const target = (parts: Partial<SaidSentence>) =>
      said({ kind: 'TARGET', target: 'soon', value: 0.84, goal: 0.9, targets: 3, targetsBelow: 1, ...parts });
    const below = { text: '84 % kept the target “soon”, below its goal of 90 %.', tone: 'bad' };
    expect(target({ verdict: 'LOWER' })).toEqual(below);
    expect(target({ verdict: 'LOWER', targetsBelow: 2 })?.text).toMatch(/^2 targets are below their goals/);
    expect(target({ verdict: 'HIGHER' })).toMatchObject({ tone: 'good' });
    expect(target({ verdict: 'HIGHER' })?.text).toMatch(/^All 3 targets are above/);
    expect(target({ verdict: 'NOT_DISTINGUISHABLE' })?.text).toMatch(
      /^No target is below its goal for certain/,
    );
    expect(target({ verdict: 'TOO_FEW' })).toMatchObject({ tone: 'neutral' });
  });
});
