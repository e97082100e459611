-- How many parts of each table were replaced, up to a time, and are not deleted yet.
SELECT table, count() AS parts
FROM system.parts
WHERE database = currentDatabase() AND NOT active AND remove_time <= {until: DateTime}
GROUP BY table
ORDER BY table
