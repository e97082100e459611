-- Which records of a range of one spool segment are stored.
SELECT DISTINCT sequence
FROM deliveries_store
WHERE segment_id = {segment_id: UInt64} AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64}
