-- Every delivery that came in from <= t < to, copies included, in the order of receipt, with its body if that is wanted
-- and the first delivery of its event. A copy of one that came seconds ago and is not in the facts yet is not seen as
-- one.
WITH
    page AS
    (
        SELECT segment_id, sequence, received_at, account, thread, event_id
        FROM deliveries_store
        WHERE received_at >= {from: DateTime64(3)} AND received_at < {to: DateTime64(3)}
          AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
          AND (empty({types: Array(String)}) OR event_type IN {types: Array(String)})
        ORDER BY segment_id, sequence
        LIMIT 1 BY segment_id, sequence
        LIMIT {limit: UInt32} OFFSET {offset: UInt32}
    ),
    first_of_event AS
    (
        SELECT account, thread, event_id, min((received_at, sequence, segment_id)) AS first_delivery
        FROM
        (
            SELECT account, thread, event_id, received_at, sequence, segment_id FROM page
            UNION ALL
            SELECT account, thread, event_id, received_at, sequence, segment_id
            FROM thread_events
            WHERE (account, thread, event_id) IN (SELECT account, thread, event_id FROM page)
        )
        GROUP BY account, thread, event_id
    )
SELECT
    concat(lower(leftPad(hex(delivery.segment_id), 16, '0')), '-', toString(delivery.sequence)) AS delivery_id,
    if(
        (first_delivery.3, first_delivery.2) = (delivery.segment_id, delivery.sequence), '',
        concat(lower(leftPad(hex(first_delivery.3), 16, '0')), '-', toString(first_delivery.2))) AS copy_of,
    delivery.account AS account, delivery.event_id AS event_id, delivery.event_type AS event_type,
    delivery.chat_id AS chat_id, delivery.received_at AS received_at, delivery.occurred_at AS occurred_at,
    delivery.parse_error AS parse_error, length(delivery.body) AS bytes,
    if(delivery.is_erased OR NOT {bodies: Bool}, NULL, delivery.body) AS body,
    delivery.source AS source
FROM
(
    SELECT
        segment_id, sequence, received_at, account, thread, event_id, event_type, chat_id, occurred_at,
        parse_error, is_erased, body, source
    FROM deliveries_store
    WHERE (segment_id, sequence) IN (SELECT segment_id, sequence FROM page)
    LIMIT 1 BY segment_id, sequence
) AS delivery
INNER JOIN first_of_event
    ON first_of_event.account = delivery.account
    AND first_of_event.thread = delivery.thread
    AND first_of_event.event_id = delivery.event_id
ORDER BY delivery.segment_id, delivery.sequence
