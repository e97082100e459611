-- The chats that a range of deliveries touched; a message whose chat is known touches it, and loses what it had alone.
INSERT INTO run_subjects (version, account, subject)
SELECT {version: UInt64}, account, subject
FROM
(
    SELECT account, subject
    FROM deliveries_store
    WHERE segment_id = {segment_id: UInt64} AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64}
    UNION DISTINCT
    SELECT account, arrayJoin([concat('message/', message_id), concat('chat/', min(chat_id))]) AS subject
    FROM message_chats
    WHERE (account, message_id) IN (
        SELECT account, message_id
        FROM deliveries_store
        WHERE segment_id = {segment_id: UInt64} AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64}
          AND message_id != '' AND (sender_type != 'user' OR chat_id = '' OR source = 'api'))
    GROUP BY account, message_id
)
