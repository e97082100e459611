-- Chats that are named one by one.
INSERT INTO run_threads (version, account, thread)
SELECT {version: UInt64}, account, thread
FROM (SELECT 1)
ARRAY JOIN {accounts: Array(String)} AS account, {threads: Array(String)} AS thread
