-- Who has a lock and should have given it back.
SELECT holder FROM cluster_locks WHERE name = {name: String} AND until < now64(3)
