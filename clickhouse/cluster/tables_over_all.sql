-- Tables of the database over all shards, with what they were made by.
SELECT name, comment AS made_by
FROM system.tables
WHERE database = {database: String}
