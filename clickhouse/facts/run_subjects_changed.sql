-- The chats that somebody else's run has changed since a version.
INSERT INTO run_subjects (version, account, subject)
SELECT DISTINCT {version: UInt64}, account, subject
FROM samples
WHERE version > {since: UInt64} AND version NOT IN {own: Array(UInt64)}
