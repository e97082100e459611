-- How many deliveries came in, by even buckets of the time of receipt: how a long list of them is best read.
SELECT
    intDiv(toUnixTimestamp64Milli(received_at), {grain_ms: Int64}) * {grain_ms: Int64} AS time,
    count() AS deliveries
FROM deliveries_store
WHERE received_at >= {from: DateTime64(3)} AND received_at < {to: DateTime64(3)}
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND (empty({types: Array(String)}) OR event_type IN {types: Array(String)})
GROUP BY time
ORDER BY time
