-- Notes that a range of deliveries is in deliveries_store and waits for its facts.
INSERT INTO pending_ranges (listing, segment_id, first_sequence, last_sequence, deliveries, pending)
SELECT
    generateUUIDv4(), {segment_id: UInt64}, {first_sequence: UInt64}, {last_sequence: UInt64}, {deliveries: UInt32}, 1
