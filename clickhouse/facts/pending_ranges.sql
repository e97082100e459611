-- Ranges of deliveries that the facts do not hold yet, oldest segment first.
SELECT
    listing,
    any(pending_ranges.segment_id) AS segment_id,
    any(pending_ranges.first_sequence) AS first_sequence,
    any(pending_ranges.last_sequence) AS last_sequence,
    any(pending_ranges.deliveries) AS deliveries
FROM pending_ranges
GROUP BY listing
HAVING sum(pending) > 0
ORDER BY segment_id, first_sequence
LIMIT {limit: UInt32}
