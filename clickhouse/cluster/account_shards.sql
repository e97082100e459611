-- Which shard each account is on.
SELECT account, shard FROM account_shards ORDER BY account
