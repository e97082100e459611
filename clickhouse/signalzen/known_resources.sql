-- What is known of chats and messages: of each creation whether it is in its chat and whether a webhook delivered it;
-- of each message the rating given last, 0 for none.
WITH deliveries_of_these AS
(
    SELECT thread, event_id, event_type, message_id, source, rating, occurred_at
    FROM thread_events
    WHERE account = {account: String} AND thread IN {threads: Array(String)}
    UNION ALL
    -- Those that came in just now may not be sorted in yet.
    SELECT thread, event_id, event_type, message_id, source, rating, occurred_at
    FROM deliveries_store
    WHERE received_at > now64(3) - INTERVAL 10 MINUTE
      AND account = {account: String} AND thread IN {threads: Array(String)}
)
SELECT
    if(event_type = 'user.created', event_id, concat('message.created/', message_id)) AS resource,
    max(is_creation AND startsWith(thread, 'chat/')) AS is_in_chat,
    max(is_creation AND source = 'webhook') AS is_by_webhook,
    argMaxIf(rating, (occurred_at, event_id), rating > 0) AS rating
FROM (SELECT *, event_type IN ('message.created', 'user.created') AS is_creation FROM deliveries_of_these)
WHERE event_type = 'user.created' OR message_id != ''
GROUP BY resource
