import { figureText } from './figure-text';
import { lengthText } from './length-text';

describe('Figures', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [135_000, '2 min 15 s'],
    [3_600_000, '1 h'],
    [75_900_000, '21 h 5 min'],
    [172_800_000, '2 d'],
    [180_000_000, '2 d 2 h'],
    [-5, '0 s'],
  ])('of %d ms are read as %s', (ms, text) => {
    expect(lengthText(ms)).toBe(text);
  });

  it('are read in the unit of their measure', () => {
    expect(figureText(0.9234, 'ratio')).toBe('92.3 %');
    expect(figureText(135, 'seconds')).toBe('2 min 15 s');
    expect(figureText(4.256, 'stars')).toBe('4.26');
    expect(figureText(1204, 'episodes')).toBe('1,204');
    expect(figureText(null, 'ratio')).toBe('–');
  });
});
