import type { FormattedExecutionResult, GraphQLError } from 'graphql';
import { unhurried } from '../../../platform/jobs/unhurried';
import { graphqlError } from '../errors';

type Rows = Readonly<Record<string, unknown>>;

/** The longest answer, in characters. Everything else waits while it is put together and handed over. */
const MAX_CHARACTERS = 64 * 2 ** 20;

const written = new WeakMap<object, () => void>();

/** Calls `done` once the answer with this data has been written as text. */
export function onceWritten(data: object, done: () => void): void {
  written.set(data, done);
}

/**
 * The JSON of an answer; of long lists row by row, so that the rest of the process lives.
 * @throws GraphQLError `RESULT_TOO_LARGE` for one that is too long, before all of it is written
 */
export async function answerText(result: FormattedExecutionResult): Promise<string> {
  const { data } = result;
  try {
    if (data === null || data === undefined) return `${JSON.stringify(result)}\n`;
    const fields: string[] = [];
    const room = { left: MAX_CHARACTERS };
    for (const [name, value] of Object.entries(data)) {
      const text = Array.isArray(value) ? await listText(value as Rows[], room) : JSON.stringify(value);
      fields.push(`${JSON.stringify(name)}:${text}`);
    }
    // Errors and extensions as they are; of what is there, data comes last.
    const rest = JSON.stringify({ ...result, data: undefined }).slice(1, -1);
    return `{${rest === '' ? '' : `${rest},`}"data":{${fields.join(',')}}}\n`;
  } finally {
    if (data) written.get(data)?.();
  }
}

async function listText(rows: readonly Rows[], room: { left: number }): Promise<string> {
  const texts: string[] = [];
  for await (const row of unhurried(rows)) {
    const text = JSON.stringify(row);
    room.left -= text.length + 1;
    if (room.left < 0) throw tooLong();
    texts.push(text);
  }
  return `[${texts.join(',')}]`;
}

function tooLong(): GraphQLError {
  const message =
    `The answer would be longer than ${MAX_CHARACTERS.toLocaleString('en-US')} characters, which is the most here: ` +
    'ask for fewer rows with limit and offset, for each long text under one name only, or take a report, which sends any number.';
  return graphqlError({ code: 'RESULT_TOO_LARGE', status: 400, message });
}
