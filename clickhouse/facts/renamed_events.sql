-- Gives deliveries of run's chats to other events of the chat, or takes them from events that they were given from
-- before. Running it again changes nothing.
INSERT INTO thread_events (
    account, thread, event_id, segment_id, sequence, received_at, event_type, chat_id, message_id,
    occurred_at, occurred_from, message_type, sender_type, sender_id, sender_is_ai, auto_invitation,
    may_be_last_word, rating,
    page_seen, page, attributes_seen, attributes, is_erased, is_moved, sorted_in)
WITH changes AS
(
    SELECT change.1 AS account, change.2 AS thread, change.3 AS segment_id, change.4 AS sequence,
        change.5 AS event, change.6 AS is_left
    FROM
    (
        SELECT arrayJoin(arrayZip(
            {accounts: Array(String)}, {threads: Array(String)}, {segment_ids: Array(UInt64)},
            {sequences: Array(UInt64)}, {events: Array(String)}, {left: Array(UInt8)})) AS change
    )
)
SELECT
    account, thread, event, segment_id, sequence, received_at, event_type, chat_id, message_id,
    occurred_at, occurred_from, message_type, sender_type, sender_id, sender_is_ai, auto_invitation,
    may_be_last_word, rating,
    page_seen, page, attributes_seen, attributes, is_erased, is_left, {version: UInt64}
FROM
(
    SELECT *
    FROM thread_events FINAL
    WHERE (account, thread) IN arrayZip({accounts: Array(String)}, {threads: Array(String)})
      AND (segment_id, sequence) IN arrayZip({segment_ids: Array(UInt64)}, {sequences: Array(UInt64)})
    ORDER BY is_erased DESC
    LIMIT 1 BY account, thread, segment_id, sequence
) AS known
INNER JOIN changes USING (account, thread, segment_id, sequence)
