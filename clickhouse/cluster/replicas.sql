-- The replicated tables of a node, and whether another replica of them is heard of in Keeper.
SELECT table, is_readonly, replica_is_active[{other: String}] = 1 AS is_other_active
FROM system.replicas
WHERE database = currentDatabase()
ORDER BY table
