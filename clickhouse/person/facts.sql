-- What is counted of one chat.
SELECT * EXCEPT (account, thread, version, is_deleted)
FROM facts FINAL
WHERE account = {account: String} AND thread = concat('chat/', {chat_id: String}) AND bucket IN (
    SELECT bucket
    FROM thread_buckets
    WHERE account = {account: String} AND thread = concat('chat/', {chat_id: String}))
ORDER BY at, kind, ref
