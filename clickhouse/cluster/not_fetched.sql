-- How many parts of these tables a node knows of and has still to get, but for those that no node has that lives: what
-- was written with a quorum is on another one.
SELECT count() AS parts
FROM system.replication_queue
WHERE database = currentDatabase() AND has({tables: Array(String)}, table)
  AND type IN ('GET_PART', 'ATTACH_PART', 'DROP_RANGE', 'DROP_PART', 'REPLACE_RANGE')
  AND last_exception NOT LIKE '%NO_REPLICA_HAS_PART%'
