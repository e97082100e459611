import { notKept } from './not-kept';

describe('numbers that are gone', () => {
  const kept = [
    { account: 'blog', factsSince: null },
    { account: 'shop', factsSince: '2026-03-02T00:00:00.000Z' },
  ];
  const of = (from: string, accounts: string[] = []) =>
    notKept(kept, { from: Date.parse(from), zone: 'UTC', accounts });

  it('are told of where a range reaches back to them, with the account and the day', () => {
    const [told, ...more] = of('2026-03-01T23:00:00Z');
    expect(told).toMatch(/shop.*2 Mar 2026/);
    expect(more).toEqual([]);
  });

  it('are not told of in a range since then, or of other accounts', () => {
    expect(of('2026-03-02T00:00:00Z')).toEqual([]);
    expect(of('2026-01-01T00:00:00Z', ['blog'])).toEqual([]);
    expect(of('2026-01-01T00:00:00Z', ['shop'])).toHaveLength(1);
  });
});
