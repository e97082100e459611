-- The first hundred chats of the range, each in one row.
SELECT
    chat_id,
    min(occurred_at) AS started_at,
    max(occurred_at) AS last_activity_at,
    minIf(occurred_at, event_type = 'user.closed') AS closed_at,
    minIf(occurred_at, sender_type = 'user') AS asked_at,
    minIf(occurred_at, sender_type = 'operator') AS answered_at,
    argMaxIf(sender_id, occurred_at, sender_type = 'operator') AS operator,
    argMinIf(page, occurred_at, page_seen) AS page,
    countIf(sender_type = 'user') AS from_visitor,
    countIf(sender_type = 'operator') AS from_operator,
    countIf(sender_type = 'bot') AS from_copilot,
    max(rating) AS stars
FROM deliveries_store
WHERE received_at >= {from: DateTime64(3)}
  AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
GROUP BY chat_id
ORDER BY started_at, chat_id
LIMIT 100
