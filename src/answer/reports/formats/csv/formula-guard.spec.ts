import fc from 'fast-check';
import { formulaGuard } from './formula-guard';
import type { Separator } from './spreadsheet-locale';

const SEPARATORS: Separator[] = [',', ';', '\t'];
/** What some program takes for the beginning of a formula, with or without blanks before it. */
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠−]/u;

/** The cells of a text as a program sees them that cuts at the separator and at each line, and takes quotes away. */
function cellsFor(separator: Separator, text: string): string[] {
  return text
    .split(/\r\n|\r|\n/)
    .flatMap((line) => line.split(separator).map((cell) => cell.replaceAll('"', '')));
}

describe('a text that a spreadsheet would compute', () => {
  const guard = formulaGuard(',');

  it.each([
    ...['=1+1', '+1+1', '-1+1', '@SUM(A1)', "=cmd|' /C calc'!A0", '=HYPERLINK("http://x")'],
    ...[
      ' =1+1',
      '\u00a0=1+1',
      '\u3000=1+1',
      '\u200b=1+1',
      '\ufff9=1+1',
      '\ufeff=1+1',
      '\u0000=1+1',
      ' \t\r\n =1+1',
      '"=1+1"',
    ],
    ...['＝1+1', '＋1+1', '－1+1', '＠SUM(A1)', ' ＝1+1', '﹦1+1', '−1+1'],
    ...['+', '-', '=', '-x', '+49 170 1234', '-5%', '-1-1', '--5', '-5]'],
    // In Excel a comma is an operator.
    '-1,cmd|x!A0',
  ])('has an apostrophe before its sign: %j', (text) => {
    expect(guard(text)).toContain("'");
    expect(guard(text).replaceAll("'", '')).toBe(text.replaceAll("'", ''));
    expect(FORMULA.test(guard(text).replaceAll('"', ''))).toBe(false);
  });

  it('has it also behind what separates cells for others, and in each line', () => {
    expect(guard('a;=HYPERLINK("x")')).toBe(`a;'=HYPERLINK("x")`);
    expect(guard('a; "＝1+1";b')).toBe(`a; "'＝1+1";b`);
    expect(guard('a\t+1+1')).toBe("a\t'+1+1");
    expect(guard('a\n=1+1\r\n@x')).toBe("a\n'=1+1\r\n'@x");
    expect(formulaGuard(';')('a,=1+1;=1+1')).toBe("a,'=1+1;=1+1");
    expect(formulaGuard('\t')('a,=1;@b')).toBe("a,'=1;'@b");
    expect(formulaGuard('\t')('a;-1,cmd|x!A0;b')).toBe("a;'-1,cmd|x!A0;b");
  });

  it('begins with one where it begins with a tab or the end of a line', () => {
    for (const text of ['\tx', '\rx', '\nx']) expect(guard(text)).toBe(`'${text}`);
  });

  it.each([
    ...['-5', '+5', '-1.5', '-1,5', '-.5', '+370600123', ' -5', '5', '0'],
    ...['', 'plain', "'quoted'", '/path?x=1', 'a=b', 'a - b', 'x@y.z', 'Thanks ;-)', 'a;-5;b', '1;=)'],
    ...['{"a":[-1,-2.5]}', 'one, -two'],
  ])('is not %j', (text) => {
    expect(guard(text)).toBe(text);
  });

  it('is no number within JSON, whatever the separator', () => {
    const json = '{"at":[54.6,-25.2],"deltas":[-1,-2,-3],"n":-4}';
    for (const separator of SEPARATORS) expect(formulaGuard(separator)(json)).toBe(json);
    expect(formulaGuard(';')('[1,-2]+cmd|x')).toBe("[1,'-2]+cmd|x");
  });

  it('is none for any program, whatever was written and wherever it cuts', () => {
    const letters = fc.constantFrom(
      ...['=', '+', '-', '@', '＝', ';', ',', '\t', '\n', '\r', ' ', '"', "'", ')', '5', 'x', '\u200b'],
    );
    const texts = fc.array(letters, { maxLength: 12 }).map((some) => some.join(''));
    fc.assert(
      fc.property(texts, fc.constantFrom(...SEPARATORS), (text, own) => {
        const guarded = formulaGuard(own)(text);
        expect(guarded.replaceAll("'", '')).toBe(text.replaceAll("'", ''));
        const others = SEPARATORS.filter((one) => one !== own);
        const cells = [guarded.replaceAll('"', ''), ...others.flatMap((other) => cellsFor(other, guarded))];
        for (const cell of cells.filter((one) => FORMULA.test(one))) {
          // A number computes nothing, nor does a smile.
          expect(cell).toMatch(/^[\s\p{Cc}\p{Cf}]*(?:[+-]?(?:\d+(?:[.,]\d+)?|\.\d+)$|.\))/u);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('takes a time that grows no faster than the text', () => {
    for (const run of [' ', '\n', '"', '-', '5', ';-', '\t=', '\u200b']) {
      const text = run.repeat(300_000);
      expect(guard(`${text}x`).length).toBeGreaterThan(text.length);
    }
  });
});
