import type { Bucket, Measured } from '../api/overview';
import { sparklineOf } from './sparkline';

const rows = (values: readonly (number | null)[], parts: object = {}): (Bucket & Measured)[] =>
  values.map(
    (contacts) =>
      ({ time: '', period: 'CURRENT', incomplete: false, partial: false, contacts, ...parts }) as never,
  );

describe('the line of a figure', () => {
  it('goes from the first bucket to the last, between the lowest and the highest', () => {
    expect(sparklineOf(rows([0, 10, 5]), 'contacts')).toEqual({ current: 'M0 28L50 2L100 15', before: '' });
    expect(sparklineOf(rows([7, 7]), 'contacts')?.current).toBe('M0 15L100 15');
  });

  it('has a gap where there is no value, and where a bucket is not whole', () => {
    expect(sparklineOf(rows([1, null, 2, 1]), 'contacts')?.current).toBe('M0 28M66.7 2L100 28');
    const cut = [...rows([9], { partial: true }), ...rows([1, 2]), ...rows([0], { incomplete: true })];
    expect(sparklineOf(cut, 'contacts')?.current).toBe('M33.3 28L66.7 2');
  });

  it('stands beside that of the period before, by the same measure', () => {
    const both = [...rows([0, 1]), ...rows([2, 4], { period: 'PREVIOUS' })];
    expect(sparklineOf(both, 'contacts')).toEqual({ current: 'M0 28L100 21.5', before: 'M0 15L100 2' });
  });

  it('is none of fewer than two values', () => {
    expect(sparklineOf(rows([4, null]), 'contacts')).toBeUndefined();
    expect(sparklineOf([], 'contacts')).toBeUndefined();
  });
});
