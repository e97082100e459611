-- Deletes the events of what was made up.
ALTER TABLE thread_events
DELETE WHERE (segment_id, sequence) IN (
    SELECT segment_id, sequence FROM deliveries_store WHERE position(body, {mark: String}) > 0)
