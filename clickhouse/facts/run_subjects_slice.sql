-- One slice of the chats with any event in a range of time.
INSERT INTO run_subjects (version, account, subject)
SELECT DISTINCT {version: UInt64}, account, subject
FROM subject_events
WHERE occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
  AND cityHash64(account, subject) % {slices: UInt32} = {slice: UInt32}
