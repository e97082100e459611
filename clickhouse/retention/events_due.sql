-- Deliveries of chats and of messages without one that are over and older than a time, by month of receipt.
SELECT
    toYYYYMM(received_at) AS month,
    uniqExact(segment_id, sequence) AS deliveries,
    uniqExact(thread) AS chats,
    min(received_at) AS first_at,
    max(received_at) AS last_at
FROM thread_events
WHERE account = {account: String} AND thread IN
(
    SELECT thread
    FROM thread_events
    WHERE account = {account: String}
    GROUP BY thread
    /* include retention/definitions/over */
)
GROUP BY month
ORDER BY month
