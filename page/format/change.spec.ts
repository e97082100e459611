import type { AnsweredChange } from '../api/changes';
import { changeOf } from './change';

describe('a change', () => {
  const time = { unit: 'seconds', direction: 'DOWN' };
  const rate = { unit: 'ratio', direction: 'UP' };
  const chats = { unit: 'chats', direction: 'NEUTRAL' };
  const change = (
    value: number | null,
    previous: number | null,
    judged: Partial<AnsweredChange> = {},
  ): AnsweredChange => ({
    ...{ measure: 'one', value, previous, n: 40, nPrevious: 50, changeLow: null, changeHigh: null },
    ...{ verdict: null, previousKnown: true, matters: true, dispersionAssumed: false, ...judged },
  });
  const lower = { verdict: 'LOWER', changeLow: -0.1, changeHigh: -0.02 } as const;
  const higher = { verdict: 'HIGHER', changeLow: 0.02, changeHigh: 0.1234 } as const;
  const toneOf = (judged: Partial<AnsweredChange>, info = rate) =>
    changeOf(change(0.8, 0.86, judged), info)?.tone;
  const wordsOf = (judged: Partial<AnsweredChange>, info = rate) =>
    changeOf(change(0.8, 0.86, judged), info)?.words;

  it('is good or bad where it is certain, matters, and has a direction that is either', () => {
    expect([toneOf(lower), toneOf(higher)]).toEqual(['bad', 'good']);
    expect([toneOf(lower, time), toneOf(higher, time)]).toEqual(['good', 'bad']);
    expect(toneOf({ ...lower, matters: false })).toBe('neutral');
    expect(toneOf(lower, chats)).toBe('neutral');
    for (const verdict of ['NOT_DISTINGUISHABLE', 'TOO_FEW', 'NOT_YET', null] as const)
      expect(toneOf({ ...lower, verdict })).toBe('neutral');
  });

  it('is told in the words of the definitions, and no others', () => {
    expect(wordsOf(lower)).toBe('more than the usual ups and downs: between 2 and 10 points lower');
    expect(wordsOf({ ...lower, matters: false })).toBe('about the same');
    expect(wordsOf({ ...lower, verdict: 'NOT_DISTINGUISHABLE' })).toBe('within the usual ups and downs');
    expect(wordsOf({ ...lower, verdict: 'TOO_FEW', n: 7 })).toBe('too few to say (n\u00a0=\u00a07)');
    expect(wordsOf({ ...lower, verdict: 'TOO_FEW', nPrevious: 3 })).toBe('too few to say (n\u00a0=\u00a03)');
    // Of a rate of many samples, too few of one kind.
    expect(wordsOf({ verdict: 'TOO_FEW', value: 0.997, n: 1000 })).toBe('too few to say (3 of 1,000)');
    expect(wordsOf({ verdict: 'TOO_FEW', previous: 0.02, nPrevious: 50 })).toBe('too few to say (1 of 50)');
    expect(wordsOf({ verdict: 'TOO_FEW', value: 0.997, n: 1000 }, time)).toBe(
      'too few to say (n\u00a0=\u00a050)',
    );
    expect(wordsOf({ ...lower, verdict: 'NOT_YET' })).toBe('not counted yet');
    expect(wordsOf({})).toBe('');
  });

  it.each([
    [rate, -0.03, 0.05, 'between 3 points lower and 5 points higher'],
    [chats, 0.02, 0.1234, 'between 2 and 12.3 % higher'],
    [time, -75, -4.2, 'between 4.2\u00a0s and 1\u00a0m 15\u00a0s lower'],
    [{ unit: 'stars', direction: 'UP' }, 0.1, 0.31, 'between 0.10 and 0.31 stars higher'],
    [rate, null, null, ''],
  ])('of %j is between its ends', (info, changeLow, changeHigh, words) => {
    expect(changeOf(change(1, 2, { changeLow, changeHigh }), info)?.interval).toBe(words);
  });

  it('of a number is a share of what there was, of a rate in percentage points', () => {
    expect(changeOf(change(60, 80), time)?.text).toBe('−25.0 %');
    expect(changeOf(change(120, 100), chats)?.text).toBe('+20.0 %');
    expect(changeOf(change(100, 100), chats)?.text).toBe('no change');
    expect(changeOf(change(0.846, 0.9), rate)?.text).toBe('−5.4 pts');
    expect(changeOf(change(1, 0.5), rate)?.text).toBe('+50.0 pts');
  });

  it('is a factor when it is great, and a number when there was nothing', () => {
    expect(changeOf(change(1400, 100), chats)?.text).toBe('×14');
    expect(changeOf(change(200, 100), chats)?.text).toBe('+100 %');
    expect(changeOf(change(14, 0), chats)?.text).toBe('+14 from 0');
  });

  it('is none where a number is missing', () => {
    expect(changeOf(change(null, 3), time)).toBeUndefined();
    expect(changeOf(change(3, null), time)).toBeUndefined();
  });
});
