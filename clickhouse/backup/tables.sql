-- The tables of the database with their identity and the statement that makes them: deliveries first, for all else is
-- about these. Without their log of migrations, and without tables of generations of numbers that are not in place.
SELECT name, toString(uuid) AS uuid, create_table_query AS statement
FROM system.tables
WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
  AND name != 'schema_migrations' AND NOT match(name, '_[0-9]+$')
ORDER BY name != 'deliveries_store', name
