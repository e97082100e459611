-- When some chats were last read from the API.
SELECT chat_id, read_at, is_gone
FROM chat_reads FINAL
WHERE account = {account: String} AND chat_id IN {chat_ids: Array(String)}
