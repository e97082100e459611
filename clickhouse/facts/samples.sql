-- Applies the changes of one run.
INSERT INTO samples (account, bucket, subject, kind, ref, at, value, operator, copilot, page, attributes, version, is_deleted)
SELECT account, bucket, subject, kind, ref, at, value, operator, copilot, page, attributes, version, is_deleted
FROM sample_changes
WHERE version = {version: UInt64}
