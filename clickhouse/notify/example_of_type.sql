-- The chat of the last delivery of a type of event in a segment, if it says any.
SELECT chat_id
FROM deliveries_store
WHERE segment_id = {segment_id: UInt64} AND account = {account: String} AND event_type = {event_type: String}
ORDER BY sequence DESC
LIMIT 1
