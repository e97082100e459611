-- Puts deliveries with other bodies beside those that they replace: the later row of a key is the valid one.
INSERT INTO deliveries_store (
    segment_id, sequence, received_at, account, event_id, event_type, thread, chat_id, message_id, occurred_at,
    occurred_from, parse_error, message_type, sender_type, sender_id, operator_name, sender_is_ai, auto_invitation,
    may_be_last_word, rating, page_seen, page, attributes_seen, attributes, is_erased, body)
SELECT
    segment_id, sequence, received_at, account, event_id, event_type, thread, chat_id, message_id, occurred_at,
    occurred_from, parse_error, message_type, sender_type, sender_id, others.operator_name, sender_is_ai,
    auto_invitation, may_be_last_word, rating, page_seen, page, attributes_seen, attributes, is_erased,
    if(is_erased, '', others.body)
FROM
(
    SELECT *
    FROM deliveries_store FINAL
    WHERE (segment_id, sequence) IN (SELECT segment_id, sequence FROM other_bodies WHERE run = {run: UInt64})
) AS stored
INNER JOIN (SELECT * FROM other_bodies WHERE run = {run: UInt64}) AS others USING (segment_id, sequence)
