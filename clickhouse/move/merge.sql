-- Merges all parts of a table, so that no row is left that another one has replaced.
OPTIMIZE TABLE {table: Identifier} FINAL
