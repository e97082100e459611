-- All tables and views that the database has, whether they hold anything or not; but for those in which the processes
-- on a cluster agree.
SELECT name FROM system.tables WHERE database = currentDatabase() AND engine != 'KeeperMap' ORDER BY name
