-- Ranges of deliveries that the facts do not hold yet, oldest segment first.
SELECT segment_id, first_sequence, last_sequence, deliveries, ingested_by, sum(pending) AS times
FROM ingested_ranges
GROUP BY segment_id, first_sequence, last_sequence, deliveries, ingested_by
HAVING times > 0
ORDER BY segment_id, first_sequence
LIMIT {limit: UInt32}
