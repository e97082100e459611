-- Notes all kinds and quarters of an hour in a range of time in which a generation has facts.
INSERT INTO dirty_buckets
SELECT DISTINCT {version: UInt64}, account, kind, bucket
FROM {facts: Identifier}
WHERE bucket >= toDateTime({from: UInt32}, 'UTC') AND bucket < toDateTime({to: UInt32}, 'UTC')
