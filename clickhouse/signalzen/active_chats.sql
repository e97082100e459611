-- Chats in which something happened since a moment, as far as deliveries show, and when it last did.
SELECT substring(thread, 6) AS chat_id, max(at) AS active_at
FROM facts
WHERE account = {account: String}
  AND bucket >= {since: DateTime64(3)} - INTERVAL 15 MINUTE AND at >= {since: DateTime64(3)}
  AND startsWith(thread, 'chat/')
GROUP BY thread
