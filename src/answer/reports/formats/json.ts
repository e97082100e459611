import type { Portions } from '../report';
import type { ReportFormat } from './report-format';

/** One array of objects. */
export const JSON_ARRAY: ReportFormat = {
  extension: 'json',
  contentType: 'application/json; charset=utf-8',
  description: 'An array of objects.',
  isZipped: false,
  parameters: [],
  writer: () => (_report, portions) => writeJson(portions),
};

async function* writeJson(portions: Portions): AsyncGenerator<string> {
  let before = '[\n';
  for await (const rows of portions) {
    yield before + rows.map((row) => JSON.stringify(row)).join(',\n');
    before = ',\n';
  }
  yield before === ',\n' ? '\n]\n' : '[]\n';
}

/** An object a line. */
export const NDJSON: ReportFormat = {
  extension: 'ndjson',
  contentType: 'application/x-ndjson; charset=utf-8',
  description: 'One object per line.',
  isZipped: false,
  parameters: [],
  writer: () => (_report, portions) => writeNdjson(portions),
};

async function* writeNdjson(portions: Portions): AsyncGenerator<string> {
  for await (const rows of portions) yield rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
