-- Deliveries of which nobody knows the chat and that hold one of these words, letter case aside. Also bodies that are
-- no UTF-8 are searched.
SELECT account, thread, segment_id, sequence, event_type, received_at
FROM deliveries_store
PREWHERE chat_id = '' AND NOT is_erased
WHERE (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND received_at < {until: DateTime64(3)}
  AND (multiSearchAnyCaseInsensitiveUTF8(body, {words: Array(String)})
       OR multiSearchAnyCaseInsensitive(body, {words: Array(String)}))
  AND (message_id = '' OR (account, message_id) NOT IN (SELECT account, message_id FROM message_chats))
ORDER BY received_at, segment_id, sequence
LIMIT 1 BY segment_id, sequence
