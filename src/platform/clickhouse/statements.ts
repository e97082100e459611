/** What must be skipped as a whole when looking for the end of a statement, or is a semicolon. */
const TOKEN =
  /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`(?:[^`\\]|\\[^]|``)*`|--[^\n]*|\/\*[^]*?\*\/|;/g;
const COMMENTS = /--[^\n]*|\/\*[^]*?\*\//g;

/**
 * The statements of a SQL text, in order and without their semicolons. Semicolons in quotes and comments do
 * not separate. A comment belongs to the statement that follows it; what holds comments only is left out.
 */
export function splitStatements(sql: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (const match of sql.matchAll(TOKEN)) {
    if (match[0] !== ';') continue;
    parts.push(sql.slice(start, match.index));
    start = match.index + 1;
  }
  parts.push(sql.slice(start));
  return parts.map((part) => part.trim()).filter((part) => part.replace(COMMENTS, '').trim() !== '');
}
