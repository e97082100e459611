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
    version          UInt64 COMMENT 'A newer count of the block replaces the row' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (segment_id, block, hour, account, event_type, is_understood)
