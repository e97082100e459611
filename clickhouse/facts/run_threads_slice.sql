-- One slice of the chats with any event in a range of time.
INSERT INTO run_threads (version, account, thread)
SELECT DISTINCT {version: UInt64}, account, thread
FROM thread_events
WHERE occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
  AND cityHash64(account, thread) % {slices: UInt32} = {slice: UInt32}
