import { splitStatements } from './statements';

describe('Splitting a SQL text into statements', () => {
  it('separates at semicolons and leaves them out', () => {
    expect(splitStatements('SELECT 1;\nSELECT 2;\n')).toEqual(['SELECT 1', 'SELECT 2']);
    expect(splitStatements('SELECT 1')).toEqual(['SELECT 1']);
  });

  it.each([
    ["SELECT 'a;b', 'it''s; so', 'back\\'slash;'"],
    ['SELECT "a;b", `c;d`, `e``;f`'],
    ['SELECT 1 -- one; or more\n, 2'],
    ['SELECT 1 /* one; or\n more */, 2'],
    ["SELECT '-- no comment', 1 -- it's one; really\n, 2"],
    ["SELECT 1 /* it's */, ';'"],
  ])('keeps %s in one piece', (sql) => {
    expect(splitStatements(`${sql};`)).toEqual([sql]);
  });

  it('leaves a header comment with its statement, and drops what is a comment only', () => {
    expect(splitStatements('-- What it is\nSELECT 1;\n-- The end.\n')).toEqual(['-- What it is\nSELECT 1']);
    expect(splitStatements('-- nothing\n/* at; all */;;')).toEqual([]);
  });
});
