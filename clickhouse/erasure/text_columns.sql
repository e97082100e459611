-- The columns of all tables that hold texts, also of the server's own.
SELECT columns.database AS database, columns.table AS table, groupArray(columns.name) AS columns
FROM system.columns
INNER JOIN system.tables ON tables.database = columns.database AND tables.name = columns.table
WHERE tables.engine LIKE '%MergeTree'
  AND columns.type LIKE '%String%'
  AND columns.default_kind != 'ALIAS'
GROUP BY columns.database, columns.table
ORDER BY database, table
