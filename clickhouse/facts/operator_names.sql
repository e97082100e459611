-- Notes what the operators who wrote in a range of deliveries are called.
INSERT INTO operator_names (account, operator, name, seen_at)
SELECT account, sender_id, argMax(name, received_at), max(received_at)
FROM
(
    SELECT
        account, sender_id, received_at,
        arrayFirst(sender -> JSONHas(sender, 'id'), [
            JSONExtractRaw(body, 'data', 'sender'),
            JSONExtractRaw(body, 'data', 'message', 'sender'),
            JSONExtractRaw(body, 'message', 'sender')]) AS sender,
        trim(BOTH ' ' FROM concat(JSONExtractString(sender, 'forename'), ' ', JSONExtractString(sender, 'surname'))) AS full_name,
        substringUTF8(if(full_name != '', full_name, JSONExtractString(sender, 'name')), 1, 100) AS name
    FROM deliveries_store
    WHERE segment_id = {segment_id: UInt64} AND sequence BETWEEN {first_sequence: UInt64} AND {last_sequence: UInt64}
      AND sender_type IN ('operator', 'client') AND sender_id != ''
)
WHERE name != ''
GROUP BY account, sender_id
