-- Gives an account a shard, unless it has one.
INSERT INTO account_shards (account, shard, noted_at)
SELECT {account: String}, {shard: UInt32}, now64(3)
