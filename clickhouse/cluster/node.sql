-- What a node says of itself and of the cluster that it is in.
WITH
    (SELECT groupUniqArray(shard_num) FROM system.clusters WHERE cluster = {cluster: String} AND is_local) AS own_shards
SELECT
    getMacro('replica') AS replica,
    getMacro('shard') AS shard,
    (SELECT count() FROM system.clusters WHERE cluster = {cluster: String}) AS nodes,
    (SELECT uniq(shard_num) FROM system.clusters WHERE cluster = {cluster: String}) AS shards,
    (SELECT countIf(has(own_shards, shard_num)) FROM system.clusters WHERE cluster = {cluster: String}) AS beside,
    (SELECT groupUniqArray(cluster) FROM system.clusters) AS clusters,
    (SELECT any(engine) FROM system.databases WHERE name = {database: String}) AS database_engine
