-- Deletes the rows of deliveries that others with other bodies have replaced.
ALTER TABLE deliveries_store
DELETE WHERE (segment_id, sequence) IN (SELECT segment_id, sequence FROM other_bodies WHERE run = {run: UInt64})
  AND (
    (segment_id, sequence, operator_name) NOT IN (
        SELECT segment_id, sequence, operator_name FROM other_bodies WHERE run = {run: UInt64})
    OR (NOT is_erased AND (segment_id, sequence, MD5(body)) NOT IN (
        SELECT segment_id, sequence, MD5(body) FROM other_bodies WHERE run = {run: UInt64})))
