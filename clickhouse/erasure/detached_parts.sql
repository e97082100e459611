-- Parts that were set aside, by ClickHouse or a person: no query reads them, and nothing deletes them.
SELECT table, count() AS parts
FROM system.detached_parts
WHERE database = currentDatabase()
GROUP BY table
ORDER BY table
