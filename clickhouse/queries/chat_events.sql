-- The events of one chat in the order in which they happened, each with the body of its first delivery.
WITH
    page AS
    (
        SELECT
            event_id, deliveries, first_delivery,
            if({dates_state_by_receipt: Bool} AND is_state_event, first_received_at, events.occurred_at) AS occurred_at,
            (occurred_at, event_rank, message_rank, event_id) AS position
        FROM events
        WHERE account = {account: String} AND thread = concat('chat/', {chat_id: String})
        ORDER BY position
        LIMIT {limit: UInt32} OFFSET {offset: UInt32}
    )
SELECT
    {account: String} AS account, page.event_id AS event_id, page.deliveries AS deliveries,
    {chat_id: String} AS chat_id, delivery.event_type AS event_type, page.occurred_at AS occurred_at,
    delivery.received_at AS received_at, if(delivery.is_erased OR NOT {bodies: Bool}, NULL, delivery.body) AS body,
    delivery.message_id AS message_id, delivery.sender_type AS sender_type, delivery.sender_id AS sender_id,
    delivery.sender_is_ai AS sender_is_ai, delivery.auto_invitation AS auto_invitation, delivery.rating AS rating
FROM page
INNER JOIN
(
    SELECT
        segment_id, sequence, message_id, event_type, received_at, is_erased, body,
        sender_type, sender_id, sender_is_ai, auto_invitation, rating
    FROM deliveries_store
    WHERE (segment_id, sequence) IN (SELECT first_delivery.3, first_delivery.2 FROM page)
    LIMIT 1 BY segment_id, sequence
) AS delivery ON delivery.segment_id = page.first_delivery.3 AND delivery.sequence = page.first_delivery.2
ORDER BY page.position
