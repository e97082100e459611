import { count, duration, inUnit, oneDigit, share, stars } from './numbers';

describe('a number on the page', () => {
  it.each([
    [0, '0\u00a0s'],
    [0.04, '0.0\u00a0s'],
    [4.23, '4.2\u00a0s'],
    [5, '5\u00a0s'],
    [9.96, '10\u00a0s'],
    [59.4, '59\u00a0s'],
    [59.6, '1\u00a0m'],
    [83, '1\u00a0m 23\u00a0s'],
    [3599.7, '1\u00a0h'],
    [3600, '1\u00a0h'],
    [7499, '2\u00a0h 5\u00a0m'],
    [86_399, '1\u00a0d'],
    [90_000, '1\u00a0d 1\u00a0h'],
    [30 * 86_400, '30\u00a0d'],
  ])('of %d seconds reads %s', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });

  it('has separators of thousands', () => {
    expect(count(1_234_567)).toBe('1,234,567');
  });

  it('is 100 % only when it is all', () => {
    expect([0, 0.4567, 0.99999, 1].map(share)).toEqual(['0.0 %', '45.7 %', '99.9 %', '100 %']);
  });

  it('is written as its unit is, and a dash stands for nothing', () => {
    expect(inUnit(4.2, 'stars')).toBe(stars(4.2));
    expect(inUnit(61, 'seconds')).toBe('1\u00a0m 1\u00a0s');
    expect(inUnit(0.5, 'ratio')).toBe('50.0 %');
    expect(inUnit(1200, 'chats')).toBe('1,200');
    expect(inUnit(null, 'seconds')).toBe('–');
    expect(oneDigit(3.44)).toBe('3.4');
  });
});
