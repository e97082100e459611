-- The rows of one chat in a table.
SELECT *
FROM {table: Identifier} FINAL
WHERE account = {account: String} AND {column: Identifier} = {value: String}
ORDER BY ALL
