-- Copies of the deliveries of a month, each copy of other chats; they have no bodies.
INSERT INTO deliveries_store
WITH
    arrayJoin(range(1, {times: UInt64})) AS copy,
    leftPad(toString(copy), 4, '0') AS suffix
SELECT * REPLACE (
    deliveries_store.segment_id + copy * 1000000 AS segment_id,
    concat(deliveries_store.thread, suffix) AS thread,
    concat(deliveries_store.chat_id, suffix) AS chat_id,
    if(deliveries_store.message_id = '', '', concat(deliveries_store.message_id, suffix)) AS message_id,
    concat(deliveries_store.event_id, '/', suffix) AS event_id,
    '' AS body
)
FROM deliveries_store
WHERE toYYYYMM(received_at) = {month: UInt32}
