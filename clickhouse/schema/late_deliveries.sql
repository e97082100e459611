-- Deliveries that came too late to be counted: of times of which the events of their chat, or all facts, are gone.
CREATE TABLE IF NOT EXISTS late_deliveries
(
    account    LowCardinality(String),
    segment_id UInt64 COMMENT 'With the sequence: the delivery in deliveries_store' CODEC(ZSTD(1)),
    sequence   UInt64 CODEC(ZSTD(1)),
    noted_at   DateTime('UTC') DEFAULT now('UTC') CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(noted_at)
ORDER BY (account, segment_id, sequence)
TTL noted_at + INTERVAL 30 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
