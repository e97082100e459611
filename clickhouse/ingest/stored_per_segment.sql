-- How many records of each of these spool segments are stored.
SELECT segment_id, uniqExact(sequence) AS records
FROM deliveries_store
WHERE segment_id IN {segment_ids: Array(UInt64)}
GROUP BY segment_id
