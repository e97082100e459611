-- Ranges of deliveries that are surely in deliveries_store and that the facts may not hold yet. Each listing has an id of
-- its own (pending = 1) and is settled by it (pending = -1): settling one twice does not touch the next one of the same
-- range. Merges remove what is settled.
CREATE TABLE IF NOT EXISTS pending_ranges
(
    listing        UUID,
    segment_id     UInt64,
    first_sequence UInt64,
    last_sequence  UInt64,
    deliveries     UInt32,
    pending        Int64
)
ENGINE = SummingMergeTree(pending)
ORDER BY listing
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- Two starts that settled one range left it below zero, with deliveries that were listed again and never computed: what
-- is not at rest is computed once more.
INSERT INTO pending_ranges (listing, segment_id, first_sequence, last_sequence, deliveries, pending)
SELECT generateUUIDv4(), segment_id, first_sequence, last_sequence, deliveries, 1
FROM ingested_ranges
GROUP BY segment_id, first_sequence, last_sequence, deliveries, ingested_by
HAVING sum(pending) != 0;
