-- Deletes what events left behind at their messages when they moved to a chat, of a slice of those made final.
ALTER TABLE thread_events
DELETE WHERE account = {account: String} AND startsWith(thread, 'message/')
  AND (segment_id, sequence) IN (
    SELECT segment_id, sequence
    FROM thread_events
    WHERE account = {account: String} AND startsWith(thread, 'chat/') AND message_id != ''
      AND thread IN (
          SELECT thread
          FROM final_threads
          WHERE account = {account: String} AND until = {until: DateTime64(3)}
            AND cityHash64(thread) % {slices: UInt32} = {slice: UInt32})
      AND occurred_at < {before: DateTime64(3)}
      AND (received_at < {before: DateTime64(3)} OR source = 'api'))
