import { NotDrawn } from './not-drawn';
import { writtenValue } from './written-value';

describe('A value in a preview', () => {
  it.each([
    [1234, 'short', undefined, '1.23 K'],
    [0, 'short', undefined, '0'],
    [1234, 'locale', 0, '1,234'],
    [0.5417, 'percentunit', undefined, '54.2%'],
    [1, 'percentunit', undefined, '100%'],
    [4.2, 'short', 2, '4.20'],
    [0, 's', undefined, '0 s'],
    [0.5, 's', undefined, '500 ms'],
    [59, 's', undefined, '59 s'],
    [100, 's', undefined, '1.67 min'],
    [36_000, 's', undefined, '10 hour'],
    [604_800, 's', undefined, '1 week'],
  ])('%d in %s with %s decimals is written %s', (value, unit, decimals, written) => {
    const { text, suffix } = writtenValue(value, unit, decimals);
    expect(text + suffix).toBe(written);
  });

  it('of a unit that is not known is not written at all', () => {
    expect(() => writtenValue(1, 'furlongs')).toThrow(NotDrawn);
  });
});
