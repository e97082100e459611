-- Has the service compute what was generated, segment by segment.
INSERT INTO ingested_ranges (segment_id, first_sequence, last_sequence, deliveries, ingested_by, pending)
SELECT segment_id, min(sequence), max(sequence), count(), {ingested_by: UInt64}, 1
FROM deliveries_store
WHERE segment_id >= {first_segment: UInt64} AND segment_id <= {last_segment: UInt64}
GROUP BY segment_id
