-- Where the engine keeps the parts of its tables.
SELECT name, data_paths[1] AS folder FROM system.tables
WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
