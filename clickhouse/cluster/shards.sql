-- Which shard stands at which place in CLICKHOUSE_URL.
SELECT number, macro FROM cluster_shards ORDER BY number
