-- The segments of spools in which anything was made up.
SELECT DISTINCT segment_id
FROM deliveries_store
WHERE segment_id < 9223372036854775808 AND position(body, {mark: String}) > 0
