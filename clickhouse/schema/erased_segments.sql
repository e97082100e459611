-- Segments of spools of which deliveries were erased: whoever has their files takes the bodies out of these as well.
CREATE TABLE IF NOT EXISTS erased_segments
(
    segment_id UInt64,
    erased_at  DateTime64(3, 'UTC') COMMENT 'When a delivery of it was last erased'
)
ENGINE = ReplacingMergeTree(erased_at)
ORDER BY segment_id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
