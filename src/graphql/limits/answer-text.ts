import type { FormattedExecutionResult } from 'graphql';
import { unhurried } from '../../pace/unhurried';

type Rows = Readonly<Record<string, unknown>>;

const written = new WeakMap<object, () => void>();

/** Calls `done` once the answer with this data has been written as text. */
export function onceWritten(data: object, done: () => void): void {
  written.set(data, done);
}

/** The JSON of an answer; of long lists row by row, so that the rest of the process lives. */
export async function answerText(result: FormattedExecutionResult): Promise<string> {
  const { data } = result;
  try {
    if (data === null || data === undefined) return `${JSON.stringify(result)}\n`;
    const fields: string[] = [];
    for (const [name, value] of Object.entries(data)) {
      const text = Array.isArray(value) ? await listText(value as Rows[]) : JSON.stringify(value);
      fields.push(`${JSON.stringify(name)}:${text}`);
    }
    // Errors and extensions as they are; of what is there, data comes last.
    const rest = JSON.stringify({ ...result, data: undefined }).slice(1, -1);
    return `{${rest === '' ? '' : `${rest},`}"data":{${fields.join(',')}}}\n`;
  } finally {
    if (data) written.get(data)?.();
  }
}

async function listText(rows: readonly Rows[]): Promise<string> {
  const texts: string[] = [];
  for await (const row of unhurried(rows)) texts.push(JSON.stringify(row));
  return `[${texts.join(',')}]`;
}
