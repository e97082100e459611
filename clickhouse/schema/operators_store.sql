-- What operators are called: the name that came with their latest message by event time, whatever came later. Of two
-- messages of one time the sorted order of docs/metrics.md decides, by their ids; the order of receipt decides nothing.
CREATE TABLE IF NOT EXISTS operators_store
(
    account  LowCardinality(String),
    operator String,
    latest   SimpleAggregateFunction(
        max, Tuple(written_at DateTime64(3, 'UTC'), message_number UInt64, message_id String, name String))
)
ENGINE = AggregatingMergeTree
ORDER BY (account, operator)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
