-- Chats that are named one by one.
INSERT INTO run_threads (version, account, thread)
SELECT {version: UInt64}, chat.1, chat.2
FROM (SELECT arrayJoin(arrayZip({accounts: Array(String)}, {threads: Array(String)})) AS chat)
