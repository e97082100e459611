import { retryAfterOf } from './verdict';

describe('Retry-After', () => {
  const NOW = Date.UTC(2026, 10, 26, 4, 0, 0);
  const read = (headers: Record<string, string>) => retryAfterOf(new Headers(headers), NOW);

  it('is read as seconds', () => {
    expect(read({ 'retry-after': '120' })).toBe(120_000);
    expect(read({ 'retry-after': ' 0 ' })).toBe(0);
  });

  it('is read as the date of HTTP, by the clock of the one who sent it', () => {
    const date = { 'retry-after': 'Thu, 26 Nov 2026 04:00:30 GMT' };
    expect(read(date)).toBe(30_000);
    expect(read({ ...date, date: 'Thu, 26 Nov 2026 04:00:10 GMT' })).toBe(20_000);
    expect(read({ ...date, date: 'Thu, 26 Nov 2026 05:00:00 GMT' })).toBe(0);
  });

  it.each(['', 'soon', '-5', '1e3', '2026-11-26', 'Thu, 99 Nov 2026 04:00:30 GMT'])(
    'says nothing as %p',
    (text) => {
      expect(read({ 'retry-after': text })).toBeUndefined();
    },
  );

  it('says nothing when it is not there', () => {
    expect(read({})).toBeUndefined();
  });
});
