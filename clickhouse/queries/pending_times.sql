-- When the deliveries happened that are stored and wait for their facts: by quarter of an hour, its first and its last.
WITH waiting AS
(
    SELECT
        any(pending_ranges.segment_id) AS segment_id,
        any(pending_ranges.first_sequence) AS first_sequence,
        any(pending_ranges.last_sequence) AS last_sequence
    FROM pending_ranges
    GROUP BY listing
    HAVING sum(pending) > 0
)
SELECT
    toUnixTimestamp64Milli(min(occurred_at)) AS first,
    toUnixTimestamp64Milli(max(occurred_at)) AS last
FROM deliveries_store
INNER JOIN waiting ON deliveries_store.segment_id = waiting.segment_id
WHERE deliveries_store.segment_id IN (SELECT segment_id FROM waiting)
  AND sequence >= (SELECT min(first_sequence) FROM waiting) AND sequence <= (SELECT max(last_sequence) FROM waiting)
  AND sequence BETWEEN first_sequence AND last_sequence
GROUP BY toStartOfFifteenMinutes(occurred_at)
