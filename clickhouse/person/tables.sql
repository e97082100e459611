-- The tables with rows of single chats, whatever they are: what is added later is found as well. Deliveries and facts
-- are asked for by statements of their own; the tables of a run are dropped when it is done, and are no replacing ones.
SELECT columns.table AS table, min(columns.name = 'chat_id') = 0 AS is_of_thread
FROM system.columns
INNER JOIN system.tables ON tables.database = columns.database AND tables.name = columns.table
WHERE columns.database = currentDatabase()
  AND tables.engine LIKE '%ReplacingMergeTree'
  AND columns.name IN ('thread', 'chat_id')
  AND columns.table NOT IN ('deliveries_store', 'facts')
GROUP BY columns.table
ORDER BY columns.table
