import type { ComparedMeasure } from './compare-stats';

/** Expected and counted, side by side, a line for each measure. */
export function comparisonTable(compared: readonly ComparedMeasure[]): string {
  const rows = [
    ['', 'expected', 'service', ''],
    ...compared.map(({ measure, expected, service, agrees }) => [
      measure,
      numberText(expected),
      numberText(service),
      agrees ? '✓' : '✗',
    ]),
  ];
  return rows.map(lineOf).join('');
}

/** What should be counted, where nobody is asked what was. */
export function expectationTable(compared: readonly Pick<ComparedMeasure, 'measure' | 'expected'>[]): string {
  return compared.map(({ measure, expected }) => lineOf([measure, numberText(expected)])).join('');
}

function lineOf([name = '', ...cells]: readonly string[]): string {
  const [expected = '', service = '', mark = ''] = cells;
  return `  ${name.padEnd(24)}${expected.padStart(12)}${service.padStart(12)}  ${mark}`.trimEnd() + '\n';
}

/** `–` for an average over nothing. */
function numberText(value: number | null): string {
  if (value === null) return '–';
  return Number.isInteger(value) ? String(value) : value.toFixed(3);
}
