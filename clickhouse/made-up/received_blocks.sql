-- Deletes how much came in the blocks that hold what was made up. What stays of them is counted again.
ALTER TABLE received_blocks
DELETE WHERE (segment_id, block) IN (
    SELECT segment_id, intDiv(sequence, 65536) FROM deliveries_store WHERE position(body, {mark: String}) > 0)
