-- Single deliveries that are erased: those of which nobody knows the chat, found by what stands in them.
CREATE TABLE IF NOT EXISTS erased_deliveries
(
    account      LowCardinality(String),
    thread       String COMMENT 'As in deliveries_store',
    segment_id   UInt64,
    sequence     UInt64,
    requested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(requested_at)
ORDER BY (account, thread, segment_id, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
