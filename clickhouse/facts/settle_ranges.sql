-- Takes listings of ranges off the list: their facts and roll-ups are written.
INSERT INTO pending_ranges (listing, segment_id, first_sequence, last_sequence, deliveries, pending)
SELECT listing, any(segment_id), any(first_sequence), any(last_sequence), any(deliveries), -sum(pending)
FROM pending_ranges
WHERE listing IN {listings: Array(UUID)}
GROUP BY listing
HAVING sum(pending) > 0
