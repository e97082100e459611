-- Applies the changes of a run or several, as of a version.
INSERT INTO samples (account, bucket, subject, kind, ref, at, value, operator, copilot, page, attributes, version, is_deleted)
SELECT account, bucket, subject, kind, ref, at, value, operator, copilot, page, attributes, {version: UInt64}, is_deleted
FROM sample_changes
WHERE version IN {runs: Array(UInt64)}
