-- How many rows there are of the deliveries of segments.
SELECT segment_id, count() AS deliveries
FROM deliveries_store
WHERE segment_id IN {segment_ids: Array(UInt64)}
GROUP BY segment_id
