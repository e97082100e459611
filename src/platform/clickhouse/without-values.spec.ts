import { withoutValues } from './without-values';

describe('A message of ClickHouse, made fit for logs', () => {
  it('loses what is quoted and the values of parameters, and keeps names', () => {
    const message =
      "Unknown column `rated` in SELECT rated WHERE mail = 'ann@example.com' AND chat = 98761234";
    expect(withoutValues(message, { chat: 98761234n, mail: 'ann@example.com' })).toBe(
      "Unknown column `rated` in SELECT rated WHERE mail = '…' AND chat = …",
    );
  });

  it('loses values inside lists and maps, and times in both forms', () => {
    const at = new Date('2026-01-02T03:04:05.678Z');
    const message = 'got first, second, third, 2026-01-02T03:04:05.678Z and 1767323045678';
    const parameters = { list: ['first', ['second']], map: new Map([['key', 'third']]), at };
    expect(withoutValues(message, parameters)).toBe('got …, …, …, … and …');
  });

  it('takes short values for words of their own, not for letters in others', () => {
    expect(withoutValues('a table has 1 column, not 12', { a: 'a', one: 1 })).toBe(
      '… table has … column, not 12',
    );
  });

  it('treats values as text, not as patterns', () => {
    expect(withoutValues('abc (a.c)', { pattern: 'a.c' })).toBe('abc (…)');
  });

  it('keeps the first line only, and not more than 300 characters of it', () => {
    expect(withoutValues('first\nsecond', {})).toBe('first');
    expect(withoutValues('x'.repeat(1000), {})).toHaveLength(301);
  });
});
