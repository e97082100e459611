-- Notes the shard at a place in CLICKHOUSE_URL, unless the place has one.
INSERT INTO cluster_shards (number, macro, noted_at)
SELECT {number: UInt32}, {macro: String}, now64(3)
