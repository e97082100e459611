-- All tables of a node that hold rows, as they were made.
SELECT name, engine, create_table_query AS made_by
FROM system.tables
WHERE database = currentDatabase() AND engine LIKE '%MergeTree' AND name != 'schema_migrations'
ORDER BY name
