-- Deletes the deliveries of a month of a slice of what was made final up to a moment.
ALTER TABLE deliveries_store
DELETE WHERE toYYYYMM(received_at) = {month: UInt32} AND account = {account: String}
  AND (segment_id, sequence) IN (
    SELECT segment_id, sequence
    FROM thread_events
    WHERE account = {account: String} AND toYYYYMM(received_at) = {month: UInt32}
      AND thread IN (
          SELECT thread
          FROM final_threads
          WHERE account = {account: String} AND until = {until: DateTime64(3)}
            AND cityHash64(thread) % {slices: UInt32} = {slice: UInt32})
      AND occurred_at < {before: DateTime64(3)}
      AND (received_at < {before: DateTime64(3)} OR source = 'api'))
