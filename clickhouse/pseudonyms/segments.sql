-- Has receivers take the names out of their files as well.
INSERT INTO erased_segments (segment_id, erased_at)
SELECT DISTINCT segment_id, now64(3)
FROM other_bodies
WHERE run = {run: UInt64} AND segment_id < 9223372036854775808
