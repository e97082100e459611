-- Deliveries of erased chats, and single ones, whose erasure is not finished: new requests, and deliveries that came
-- later, were sent again or are of a message whose chat became known since.
SELECT account, thread, segment_id, sequence, any(message_id) AS message_id
FROM
(
    SELECT account, thread, segment_id, sequence, message_id
    FROM thread_events
    INNER JOIN
    (
        SELECT account, concat('chat/', chat_id) AS thread, max(erasures.until) AS until
        FROM erasures
        GROUP BY account, chat_id
    ) AS erasure USING (account, thread)
    WHERE (account, thread) IN (SELECT account, concat('chat/', chat_id) FROM erasures)
      AND NOT is_erased
      AND received_at < erasure.until
    UNION ALL
    SELECT account, thread, segment_id, sequence, message_id
    FROM thread_events
    WHERE (account, thread) IN (SELECT account, thread FROM erased_deliveries)
      AND (segment_id, sequence) IN (SELECT segment_id, sequence FROM erased_deliveries)
      AND NOT is_erased
)
GROUP BY account, thread, segment_id, sequence
ORDER BY account, thread, segment_id, sequence
LIMIT {limit: UInt32}
