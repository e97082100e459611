-- Deletes the events of a slice of what was made final up to a moment. Comes last: what is due is found by these.
ALTER TABLE thread_events
DELETE WHERE account = {account: String}
  AND thread IN (
      SELECT thread
      FROM final_threads
      WHERE account = {account: String} AND until = {until: DateTime64(3)}
        AND cityHash64(thread) % {slices: UInt32} = {slice: UInt32})
  AND occurred_at < {before: DateTime64(3)}
  AND (received_at < {before: DateTime64(3)} OR source = 'api')
