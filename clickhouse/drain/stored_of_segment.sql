-- How many records of a spool segment are stored, and the first and last of their numbers.
SELECT uniqExact(sequence) AS records, min(sequence) AS first_sequence, max(sequence) AS last_sequence
FROM deliveries_store
WHERE segment_id = {segment_id: UInt64}
