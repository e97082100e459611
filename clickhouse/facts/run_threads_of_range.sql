-- The chats that some ranges of deliveries touched. Where they tell of a message that had events of its own, and the
-- chat is known, they touch both: the message loses what the chat gains.
INSERT INTO run_threads (version, account, thread)
WITH messages AS
(
    SELECT account, concat('message/', message_id) AS thread
    FROM deliveries_store
    WHERE /* include facts/definitions/in_ranges */
      AND message_id != ''
)
SELECT {version: UInt64}, account, thread
FROM
(
    SELECT account, thread
    FROM deliveries_store
    WHERE /* include facts/definitions/in_ranges */
    UNION DISTINCT
    SELECT account, arrayJoin([concat('message/', message_id), concat('chat/', min(chat_id))]) AS thread
    FROM message_chats
    WHERE (account, message_id) IN (
        SELECT account, substring(thread, 9)
        FROM thread_events
        WHERE (account, thread) IN (SELECT account, thread FROM messages))
    GROUP BY account, message_id
)
