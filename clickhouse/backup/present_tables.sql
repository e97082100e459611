-- All tables and views that the database has, whether they hold anything or not.
SELECT name FROM system.tables WHERE database = currentDatabase() ORDER BY name
