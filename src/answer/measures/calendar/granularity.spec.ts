import { resolveGranularity } from './granularity';

const resolve = (zone: string, from: string, to: string) =>
  resolveGranularity('AUTO', { from: Date.parse(from), to: Date.parse(to) }, zone);

describe('resolveGranularity', () => {
  it('keeps a granularity that was asked for', () => {
    expect(resolveGranularity('MONTH', { from: 0, to: 1 }, 'UTC')).toBe('MONTH');
    expect(resolveGranularity('TOTAL', { from: 0, to: 1 }, 'UTC')).toBe('TOTAL');
  });

  it.each([
    ['2024-05-03T00:00:00.000Z', 'HOUR'],
    ['2024-05-03T00:00:00.001Z', 'DAY'],
    ['2024-08-01T00:00:00.000Z', 'DAY'],
    ['2024-08-01T00:00:00.001Z', 'WEEK'],
    ['2026-05-01T00:00:00.000Z', 'WEEK'],
    ['2026-05-01T00:00:00.001Z', 'MONTH'],
  ])('from 2024-05-01 up to %s is %s', (to, expected) => {
    expect(resolve('UTC', '2024-05-01T00:00Z', to)).toBe(expected);
  });

  it('measures in local days: two days in Berlin may have 49 hours, or 47', () => {
    expect(resolve('Europe/Berlin', '2024-10-26T22:00Z', '2024-10-28T23:00Z')).toBe('HOUR');
    expect(resolve('UTC', '2024-10-26T22:00Z', '2024-10-28T23:00Z')).toBe('DAY');
    expect(resolve('Europe/Berlin', '2024-03-30T23:00Z', '2024-04-01T22:00Z')).toBe('HOUR');
    expect(resolve('Europe/Berlin', '2024-03-30T23:00Z', '2024-04-01T22:00:00.001Z')).toBe('DAY');
  });
});
