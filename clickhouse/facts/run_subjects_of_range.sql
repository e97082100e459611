-- The chats that a range of deliveries touched.
INSERT INTO run_subjects (version, account, subject)
SELECT DISTINCT {version: UInt64}, account, subject
FROM deliveries_store
WHERE segment_id = {segment_id: UInt64} AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64}
