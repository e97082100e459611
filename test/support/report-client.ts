import { TOKEN } from './running-service';

export type ReportFormat = 'csv' | 'json' | 'ndjson';
type Row = Readonly<Record<string, unknown>>;
type Cell = string | number | boolean | null;

/** Asks for anything below `/reports`. */
export function getReport(
  serviceUrl: string,
  path: string,
  headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` },
): Promise<Response> {
  return fetch(`${serviceUrl}/reports/${path}`, { headers });
}

/** The rows of a report; of CSV all cells are texts. @throws Error for an answer that is none */
export async function reportRows(
  serviceUrl: string,
  name: string,
  format: ReportFormat,
  query: string,
): Promise<Row[]> {
  const response = await getReport(serviceUrl, `${name}.${format}?${query}`);
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${text}`);
  if (format === 'json') return JSON.parse(text) as Row[];
  if (format === 'csv') return csvRows(text);
  return text === ''
    ? []
    : text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Row);
}

/** A report as a file. @throws Error for an answer that is none */
export async function reportFile(serviceUrl: string, path: string): Promise<Buffer> {
  const response = await getReport(serviceUrl, path);
  const file = Buffer.from(await response.arrayBuffer());
  if (response.status !== 200) throw new Error(`${response.status}: ${file.toString()}`);
  return file;
}

/** A row as CSV must have it: no value is an empty cell. */
export function cellsOf(row: Row): Record<string, string> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, value === null ? '' : String(value as Cell)]),
  );
}

/** By RFC 4180, strictly, but for the separator. @throws Error for what is not */
export function csvRows(text: string, separator = ','): Record<string, string>[] {
  const [header = [], ...lines] = csvLines(text, separator);
  return lines.map((cells) => {
    if (cells.length !== header.length) throw new Error(`${cells.length} cells: ${cells.join()}`);
    return Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
  });
}

function csvLines(text: string, separator: string): string[][] {
  const field = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r\\n)`, 'gy');
  const lines: string[][] = [[]];
  let read = 0;
  for (const match of text.matchAll(field)) {
    const [whole, quoted, plain, end] = match;
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
    read = match.index + whole.length;
  }
  if (read !== text.length || lines.at(-1)?.length !== 0) throw new Error(`no CSV from ${read} on`);
  return lines.slice(0, -1);
}
