-- The chats that one run computes. Dropped when the run is done.
CREATE TABLE IF NOT EXISTS run_threads
(
    version UInt64 COMMENT 'Names the run',
    account LowCardinality(String),
    thread  String
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
