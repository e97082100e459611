-- The tables of the database whose rows are moved, or of which some are: without generations of numbers that are not in
-- place, and without the log of migrations. With the columns that are stored.
SELECT tables.name AS name, engine, sorting_key, create_table_query AS statement, columns
FROM system.tables AS tables
INNER JOIN
(
    SELECT table, groupArray(CAST((name, type), 'Tuple(name String, type String)')) AS columns
    FROM
    (
        SELECT table, name, type FROM system.columns
        WHERE database = currentDatabase() AND default_kind != 'ALIAS'
        ORDER BY position
    )
    GROUP BY table
) AS stored ON stored.table = tables.name
WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
  AND name != 'schema_migrations' AND NOT match(name, '_[0-9]+$')
ORDER BY name
