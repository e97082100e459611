import { spawnSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';

interface FetchOptions {
  readonly headers: Readonly<Record<string, string>>;
}

type Cell = string | number;

/**
 * Runs the function `fillSheet` of a script for Google Sheets, with stand-ins of the services that Google gives to
 * scripts. The request is a real one; cells of its CSV must need no quotes. The sheet is one of a German locale.
 * @returns the rows that the sheet then has
 * @throws Error when the request is refused, or the sheet is cleared before its new rows are there
 */
export function filledSheet(script: string, properties: Readonly<Record<string, string>>): string[][] {
  let rows: string[][] = [['as', 'before']];
  const sheet = {
    clearContents: () => {
      rows = [];
    },
    getRange: (row: number, column: number, height: number, width: number) => ({
      setValues: (values: Cell[][]) => {
        const fits = values.length === height && values.every((cells) => cells.length === width);
        if (row !== 1 || column !== 1 || !fits) throw new Error('the range does not fit its values');
        rows = values.map((cells) => cells.map(asGermanSheet));
      },
    }),
  };
  const services = {
    PropertiesService: { getScriptProperties: () => ({ getProperties: () => properties }) },
    UrlFetchApp: { fetch: (url: string, options: FetchOptions) => fetched(url, options) },
    Utilities: {
      parseCsv: (text: string) =>
        text
          .trimEnd()
          .split('\r\n')
          .map((line) => line.split(',')),
    },
    SpreadsheetApp: { getActiveSpreadsheet: () => ({ getSheets: () => [sheet] }) },
  };
  try {
    runInNewContext(`${script}\nfillSheet();`, services);
  } catch (error) {
    if (rows[0]?.[0] !== 'as') throw new Error('the sheet has lost what it had', { cause: error });
    throw error;
  }
  return rows;
}

/** Scripts wait for an answer without a promise, which in Node another process has to do. */
function fetched(url: string, { headers }: FetchOptions): { getContentText(): string } {
  const config = Object.entries(headers).map(([name, value]) => `header = "${name}: ${value}"`);
  const { status, stdout } = spawnSync('curl', ['-sf', '--config', '-', url], {
    input: config.join('\n'),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the request failed, with exit code ${status ?? 'none'} of curl`);
  return { getContentText: () => stdout };
}

/** A text is read as if somebody had typed it: in Germany 256.637 is more than a quarter of a million. */
function asGermanSheet(cell: Cell): string {
  return typeof cell === 'string' && /^[\d.]+$/.test(cell) ? cell.replaceAll('.', '') : String(cell);
}
