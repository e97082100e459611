-- Chats that are named one by one.
INSERT INTO run_subjects (version, account, subject)
SELECT {version: UInt64}, chat.1, chat.2
FROM (SELECT arrayJoin(arrayZip({accounts: Array(String)}, {subjects: Array(String)})) AS chat)
