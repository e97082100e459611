import type { Portions } from '../report';
import type { ReportFormat } from './report-format';

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
