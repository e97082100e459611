-- Lists the deliveries that are not among the events of threads: a restored database has none that nobody computes. By
-- blocks of sequence numbers, as few deliveries of a block as may be missing.
INSERT INTO pending_ranges (listing, segment_id, first_sequence, last_sequence, deliveries, pending)
SELECT generateUUIDv4(), segment_id, first_sequence, last_sequence, deliveries, 1
FROM
(
    SELECT
        segment_id, intDiv(sequence, 65536) AS block, min(sequence) AS first_sequence,
        max(sequence) AS last_sequence, count() AS deliveries, groupBitmapState(sequence) AS stored
    FROM deliveries_store
    GROUP BY segment_id, block
) AS deliveries_of_block
LEFT JOIN
(
    SELECT segment_id, intDiv(sequence, 65536) AS block, groupBitmapState(sequence) AS sorted
    FROM thread_events
    GROUP BY segment_id, block
) AS events_of_block USING (segment_id, block)
WHERE bitmapAndnotCardinality(stored, sorted) > 0
