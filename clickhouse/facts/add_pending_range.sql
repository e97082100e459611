-- Notes that a range of deliveries is in deliveries_store and waits for its facts.
INSERT INTO ingested_ranges (segment_id, first_sequence, last_sequence, deliveries, ingested_by, pending)
VALUES ({segment_id: UInt64}, {first_sequence: UInt64}, {last_sequence: UInt64}, {deliveries: UInt32}, {ingested_by: UInt64}, 1)
