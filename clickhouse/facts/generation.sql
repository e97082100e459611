-- Which generation of numbers the tables hold: 0 before the first rebuild. More than one while tables are exchanged.
SELECT groupUniqArray(toUInt64OrZero(extract(comment, '^Generation ([0-9]+)$'))) AS generations
FROM system.tables
WHERE database = currentDatabase() AND name IN ('facts', 'rollups', 'episodes_store')
