-- The deliveries of a segment that are erased.
SELECT DISTINCT sequence
FROM deliveries_store
WHERE segment_id = {segment_id: UInt64} AND is_erased
