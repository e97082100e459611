-- How many rows of a table, also those that newer ones replace, hold one of these words in a column.
SELECT count() AS rows
FROM {database: Identifier}.{table: Identifier}
WHERE multiSearchAnyCaseInsensitiveUTF8(toString({column: Identifier}), {words: Array(String)})
   OR multiSearchAnyCaseInsensitive(toString({column: Identifier}), {words: Array(String)})
