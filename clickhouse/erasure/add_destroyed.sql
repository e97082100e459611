-- Notes the chats that SignalZen said to have destroyed. What comes of them on the day after is erased as well:
-- deliveries may come late, and twice.
INSERT INTO erasures (account, chat_id, until, requested_at)
SELECT account, chat_id, destroyed.until, now64(3)
FROM
(
    SELECT account, chat_id, max(received_at) + INTERVAL 1 DAY AS until
    FROM deliveries_store
    WHERE received_at >= {since: DateTime64(3)} AND event_type = 'user.destroyed' AND chat_id != ''
    GROUP BY account, chat_id
) AS destroyed
LEFT JOIN
(
    SELECT account, chat_id, max(erasures.until) AS until
    FROM erasures
    GROUP BY account, chat_id
) AS known USING (account, chat_id)
WHERE destroyed.until > known.until
