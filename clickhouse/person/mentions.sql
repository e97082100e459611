-- Deliveries with an e-mail address anywhere in them of which nobody knows the chat.
SELECT concat(lower(leftPad(hex(segment_id), 16, '0')), '-', toString(sequence)) AS delivery_id
FROM deliveries_store
WHERE (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND chat_id = ''
  AND positionCaseInsensitiveUTF8(body, {email: String}) > 0
  AND (segment_id, sequence) NOT IN (
      SELECT segment_id, sequence FROM thread_events WHERE thread LIKE 'chat/%' AND chat_id = '')
GROUP BY delivery_id
ORDER BY delivery_id
