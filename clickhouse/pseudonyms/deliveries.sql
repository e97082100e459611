-- Deliveries received since a time that may name an operator otherwise than by the pseudonym, in order. Bodies need not
-- be valid texts.
SELECT segment_id, sequence, sender_type, sender_id, operator_name, is_erased, base64Encode(body) AS body_base64
FROM deliveries_store FINAL
WHERE account = {account: String} AND (segment_id, sequence) > ({after_segment: UInt64}, {after_sequence: UInt64})
  AND received_at >= {since: DateTime64(3)}
  AND (
    (sender_type IN ('operator', 'client') AND sender_id = {operator: String}
        AND (operator_name != {pseudonym: String} OR (NOT is_erased AND position(body, {pseudonym: String}) = 0)))
    OR (position(body, {pseudonym: String}) = 0
        AND match(body, '"([a-zA-Z_]*_)?(operator|client|agent|Operator|Client|Agent)"\\s*:\\s*\\{')))
ORDER BY segment_id, sequence
LIMIT {limit: UInt32}
