-- What is stored of chats with one of these ids.
SELECT
    account,
    substring(thread, 6) AS chat_id,
    uniqExact(segment_id, sequence) AS deliveries,
    uniqExactIf((segment_id, sequence), is_erased) AS erased,
    min(received_at) AS first_received_at,
    max(received_at) AS last_received_at
FROM thread_events
WHERE thread IN arrayMap(id -> concat('chat/', id), {chat_ids: Array(String)})
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
GROUP BY account, thread
ORDER BY account, chat_id
