-- Copies some ranges of deliveries into the order of their threads. Running it again changes nothing.
INSERT INTO thread_events (
    account, thread, event_id, segment_id, sequence, received_at, event_type, chat_id, message_id,
    occurred_at, occurred_from, message_type, sender_type, sender_id, sender_is_ai, auto_invitation,
    may_be_last_word, rating,
    page_seen, page, attributes_seen, attributes, sorted_in)
SELECT
    account, thread, event_id, segment_id, sequence, received_at, event_type, chat_id, message_id,
    occurred_at, occurred_from, message_type, sender_type, sender_id, sender_is_ai, auto_invitation,
    may_be_last_word, rating,
    page_seen, page, attributes_seen, attributes, {version: UInt64}
FROM deliveries_store
WHERE /* include facts/definitions/in_ranges */
LIMIT 1 BY segment_id, sequence
