-- Distinct events whose first delivery came in from <= t < to, oldest first, with the body, if that is wanted, of that
-- delivery. Copies that came at another time count in `deliveries`; an event first delivered earlier is not of this
-- range.
WITH
    here AS
    (
        SELECT account, thread, event_id, segment_id, sequence, received_at
        FROM deliveries_store
        WHERE received_at >= {from: DateTime64(3)} AND received_at < {to: DateTime64(3)}
          AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
          AND (empty({types: Array(String)}) OR event_type IN {types: Array(String)})
    ),
    page AS
    (
        SELECT
            account, event_id, uniqExact(segment_id, sequence) AS deliveries,
            min((received_at, sequence, segment_id)) AS first_delivery
        FROM
        (
            SELECT account, thread, event_id, segment_id, sequence, received_at FROM here
            UNION DISTINCT
            SELECT account, thread, event_id, segment_id, sequence, received_at
            FROM thread_events
            WHERE (account, thread, event_id) IN (SELECT account, thread, event_id FROM here)
        )
        GROUP BY account, event_id
        HAVING first_delivery.1 >= {from: DateTime64(3)}
        ORDER BY first_delivery
        LIMIT {limit: UInt32} OFFSET {offset: UInt32}
    )
SELECT
    page.account AS account, page.event_id AS event_id, page.deliveries AS deliveries,
    if(delivery.chat_id != '', delivery.chat_id, known.chat) AS chat_id,
    delivery.event_type AS event_type,
    if(
        {dates_state_by_receipt: Bool} AND startsWith(event_type, 'user.') AND event_type != 'user.created',
        delivery.received_at,
        delivery.occurred_at) AS occurred_at,
    delivery.received_at AS received_at, if(delivery.is_erased OR NOT {bodies: Bool}, NULL, delivery.body) AS body,
    delivery.message_id AS message_id, delivery.sender_type AS sender_type, delivery.sender_id AS sender_id,
    delivery.sender_is_ai AS sender_is_ai, delivery.auto_invitation AS auto_invitation, delivery.rating AS rating,
    page.first_delivery.2 AS sequence, page.first_delivery.3 AS segment
FROM page
INNER JOIN
(
    SELECT
        segment_id, sequence, chat_id, message_id, event_type, occurred_at, received_at, is_erased, body,
        sender_type, sender_id, sender_is_ai, auto_invitation, rating
    FROM deliveries_store
    WHERE (segment_id, sequence) IN (SELECT first_delivery.3, first_delivery.2 FROM page)
    LIMIT 1 BY segment_id, sequence
) AS delivery ON delivery.segment_id = page.first_delivery.3 AND delivery.sequence = page.first_delivery.2
LEFT JOIN
(
    SELECT account, message_id, min(chat_id) AS chat
    FROM message_chats
    WHERE (account, message_id) IN (
        SELECT account, message_id
        FROM deliveries_store
        WHERE (segment_id, sequence) IN (SELECT first_delivery.3, first_delivery.2 FROM page))
    GROUP BY account, message_id
) AS known ON known.account = page.account AND known.message_id = delivery.message_id
ORDER BY page.first_delivery
