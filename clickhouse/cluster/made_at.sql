-- Where in Keeper a node keeps what all agree on, as its table was made.
SELECT extract(engine_full, $$KeeperMap\('([^']*)'$$) AS path
FROM system.tables
WHERE database = currentDatabase() AND name = 'cluster_state'
