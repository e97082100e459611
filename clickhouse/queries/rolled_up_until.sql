-- Up to when all that was stored is in the numbers, as the list of what waits for its facts tells: now if nothing
-- waits, else until the oldest of what waits was received.
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
SELECT if(
    (SELECT count() FROM waiting) = 0,
    toUnixTimestamp64Milli(now64(3)),
    (
        SELECT toUnixTimestamp64Milli(min(received_at))
        FROM deliveries_store
        INNER JOIN waiting ON deliveries_store.segment_id = waiting.segment_id
        WHERE deliveries_store.segment_id IN (SELECT segment_id FROM waiting)
          AND sequence >= (SELECT min(first_sequence) FROM waiting)
          AND sequence <= (SELECT max(last_sequence) FROM waiting)
          AND sequence BETWEEN first_sequence AND last_sequence
    )
) AS until_ms
