-- Lists all deliveries once more, by blocks of sequence numbers: what is noted of each is noted again.
INSERT INTO pending_ranges (listing, segment_id, first_sequence, last_sequence, deliveries, pending)
SELECT generateUUIDv4(), segment_id, min(sequence), max(sequence), count(), 1
FROM deliveries_store
WHERE position(body, {mark: String}) = 0
GROUP BY segment_id, intDiv(sequence, 65536)
