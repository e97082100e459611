-- Gives the events of messages without a chat to their chat, where it is known: those that some ranges of deliveries
-- brought, and those whose chat it named. Running it again changes nothing.
INSERT INTO thread_events (
    account, thread, event_id, segment_id, sequence, received_at, event_type, chat_id, message_id,
    occurred_at, occurred_from, message_type, sender_type, sender_id, sender_is_ai, auto_invitation,
    may_be_last_word, rating,
    page_seen, page, attributes_seen, attributes, is_moved, sorted_in)
WITH known AS
(
    SELECT account, concat('message/', message_id) AS thread, min(message_chats.chat_id) AS chat
    FROM message_chats
    WHERE (account, message_id) IN (
        SELECT account, message_id
        FROM deliveries_store
        WHERE /* include facts/definitions/in_ranges */
          AND message_id != '')
    GROUP BY account, message_id
)
SELECT
    account, place, event_id, segment_id, sequence, received_at, event_type, chat, message_id,
    occurred_at, occurred_from, message_type, sender_type, sender_id, sender_is_ai, auto_invitation,
    may_be_last_word, rating,
    page_seen, page, attributes_seen, attributes, is_left, {version: UInt64}
FROM thread_events
INNER JOIN known USING (account, thread)
-- Each twice: where it was, and where it goes.
ARRAY JOIN [thread, concat('chat/', chat)] AS place, [true, false] AS is_left
WHERE (account, thread) IN (SELECT account, thread FROM known)
