-- What came by webhook: by block of a segment of the spool, so that a block can be counted again and again.
CREATE TABLE IF NOT EXISTS received_blocks
(
    segment_id       UInt64 CODEC(ZSTD(1)),
    block            UInt64 COMMENT 'Of 65,536 sequence numbers' CODEC(ZSTD(1)),
    hour             DateTime('UTC') COMMENT 'Of receipt' CODEC(ZSTD(1)),
    account          LowCardinality(String),
    event_type       LowCardinality(String),
    is_understood    Bool COMMENT 'Whether the bodies could be read as events',
    deliveries       UInt64 CODEC(T64, ZSTD(1)),
    last_received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    version          UInt64 CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (segment_id, block, hour, account, event_type, is_understood);

INSERT INTO received_blocks (segment_id, block, hour, account, event_type, is_understood, deliveries, last_received_at, version)
SELECT
    segment_id, intDiv(sequence, 65536) AS block, toStartOfHour(received_at) AS hour, account, event_type, parse_error = '' AS is_understood,
    count(), max(received_at), 1
FROM deliveries_store
WHERE segment_id < 9223372036854775808
GROUP BY segment_id, block, hour, account, event_type, is_understood;

-- State events that are dated before a message of their chat which was received before them.
CREATE TABLE IF NOT EXISTS state_events_dated_before
(
    account     LowCardinality(String),
    subject     String CODEC(ZSTD(1)),
    event_id    String CODEC(ZSTD(1)),
    received_at DateTime64(3, 'UTC') CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, subject, event_id)
TTL toDateTime(received_at) + INTERVAL 8 DAY;

-- With which settings numbers were computed, in order; is_whole: all of them were, by a rebuild or from the beginning.
CREATE TABLE IF NOT EXISTS used_settings
(
    noted_at DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC'),
    settings String COMMENT 'JSON',
    is_whole Bool
)
ENGINE = MergeTree
ORDER BY noted_at
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
