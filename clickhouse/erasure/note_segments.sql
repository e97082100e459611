-- Notes segments of spools of which deliveries were erased. What came from the API is in no spool.
INSERT INTO erased_segments (segment_id, erased_at)
SELECT arrayJoin({segment_ids: Array(UInt64)}) AS segment, now64(3)
WHERE segment < 9223372036854775808
