-- What is left of parts that were to be attached: nothing, where all went well.
SELECT table, name FROM system.detached_parts WHERE database = currentDatabase() ORDER BY table, name
