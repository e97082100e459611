-- The tables of the database with their identity and the statement that makes them, in the order in which they are
-- copied: deliveries and events first, for all else is about these; and last what is noted before any of these goes.
-- Without the log of migrations, and without tables of generations of numbers that are not in place.
SELECT name, toString(uuid) AS uuid, create_table_query AS statement
FROM system.tables
WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
  AND name != 'schema_migrations' AND NOT match(name, '_[0-9]+$')
ORDER BY
    indexOf(['thread_events', 'deliveries_store'], name) DESC, name IN ('final_threads', 'retention', 'erasures'), name
