import { textsOf } from './sql-parameters';
import type { SqlParameters } from './sql-parameters';

const QUOTED = /'(?:[^'\\]|\\.|'')*'/g;
const LONGEST = 300;

/**
 * ClickHouse's message, fit for logs. It quotes the statement with its parameters filled in, and cells of
 * data: whatever stands in single quotes or is a parameter's value is left out, and all but the first line.
 */
export function withoutValues(message: string, parameters: SqlParameters): string {
  let text = (message.split('\n', 1)[0] ?? '').replace(QUOTED, "'…'");
  const values = textsOf(parameters).filter((value) => value !== '');
  for (const value of values.sort((a, b) => b.length - a.length)) {
    // As a word of its own: the value "a" must not blank every a.
    text = text.replace(new RegExp(`(?<!\\w)${escaped(value)}(?!\\w)`, 'g'), '…');
  }
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
