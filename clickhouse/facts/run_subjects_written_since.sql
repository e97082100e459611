-- One slice of the chats of which anything was written after a version: samples, episodes, or events that came to them; of
-- some runs' chats only, if any are given.
INSERT INTO run_subjects (version, account, subject)
SELECT DISTINCT {version: UInt64}, account, subject
FROM
(
    SELECT account, subject FROM samples WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, subject FROM episodes_store WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, subject FROM subject_events WHERE sorted_in > {since: UInt64}
)
WHERE cityHash64(account, subject) % {slices: UInt32} = {slice: UInt32}
  AND (empty({runs: Array(UInt64)})
    OR (account, subject) IN (SELECT account, subject FROM run_subjects WHERE version IN {runs: Array(UInt64)}))
