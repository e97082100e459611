-- The chats that are erased, with what was received of them before a time.
SELECT account, chat_id, max(erasures.until) AS until
FROM erasures
GROUP BY account, chat_id
