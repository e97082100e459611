-- Has the service compute what was generated, segment by segment.
INSERT INTO pending_ranges (listing, segment_id, first_sequence, last_sequence, deliveries, pending)
SELECT generateUUIDv4(), segment_id, min(sequence), max(sequence), count(), 1
FROM deliveries_store
WHERE segment_id >= {first_segment: UInt64} AND segment_id <= {last_segment: UInt64}
GROUP BY segment_id
