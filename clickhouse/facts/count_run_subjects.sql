-- How much a run computes: chats, and all else, such as messages whose chat is not known.
SELECT count() AS subjects, countIf(startsWith(subject, 'chat/')) AS chats
FROM run_subjects
WHERE version = {version: UInt64}
