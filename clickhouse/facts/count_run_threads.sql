-- How much a run computes: chats, and all else, such as messages whose chat is not known.
SELECT count() AS threads, countIf(startsWith(thread, 'chat/')) AS chats
FROM run_threads
WHERE version = {version: UInt64}
