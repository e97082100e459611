const IDENTIFIER = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The INSERT that goes before rows in RowBinary.
 * @throws RangeError on a name that is not letters, digits and underscores: it is a mistake in the program.
 */
export function insertStatement(table: string, columns: readonly string[]): string {
  for (const name of [table, ...columns]) {
    if (!IDENTIFIER.test(name)) throw new RangeError(`"${name}" is not the name of a table or column`);
  }
  return `INSERT INTO ${table} (${columns.join(', ')}) FORMAT RowBinary`;
}
