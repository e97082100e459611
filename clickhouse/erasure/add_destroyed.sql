-- Notes the chats that SignalZen said to have destroyed. What comes of them on the day after is erased as well: deliveries
-- may come late, and twice.
INSERT INTO erasures (account, chat_id, until, requested_at)
SELECT account, chat_id, max(received_at) + INTERVAL 1 DAY AS until, now64(3)
FROM deliveries_store
WHERE received_at >= {since: DateTime64(3)} AND event_type = 'user.destroyed' AND chat_id != ''
GROUP BY account, chat_id
HAVING (account, chat_id, until) NOT IN (SELECT account, chat_id, erasures.until FROM erasures)
