-- Of which kinds runs changed facts, in which quarters of an hour: what their roll-ups are computed for. Dropped when
-- that is done.
CREATE TABLE IF NOT EXISTS dirty_buckets
(
    version UInt64 COMMENT 'As of which roll-ups are computed',
    account LowCardinality(String),
    kind    LowCardinality(String),
    bucket  DateTime('UTC') COMMENT 'Start of the quarter of an hour'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, kind, bucket)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
