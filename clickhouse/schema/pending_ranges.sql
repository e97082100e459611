-- Ranges of deliveries that are surely in deliveries_store and that the facts may not hold yet. Each listing has an id
-- of its own (pending = 1) and is settled by it (pending = -1): settling one twice does not touch the next one of the
-- same range. Merges remove what is settled.
CREATE TABLE IF NOT EXISTS pending_ranges
(
    listing        UUID,
    segment_id     UInt64 COMMENT 'As in deliveries_store',
    first_sequence UInt64,
    last_sequence  UInt64,
    deliveries     UInt32 COMMENT 'How many there are in the range',
    pending        Int64
)
ENGINE = SummingMergeTree(pending)
ORDER BY listing
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
