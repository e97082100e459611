-- Messages of operators, the copilot and rules whose chat is not known and is to be looked for now, the latest first.
WITH unlinked AS
(
    SELECT account, thread, at
    FROM facts FINAL
    WHERE kind IN ('operator_message_unlinked', 'other_message_unlinked')
      AND startsWith(thread, 'message/')
      AND (account, bucket) IN (
          SELECT account, bucket
          FROM rollups FINAL
          WHERE dimensions = 'none' AND grain = 900 AND account = {account: String}
            AND kind IN ('operator_message_unlinked', 'other_message_unlinked') AND facts > 0)
      -- What was read from the API just now may not be rolled up yet.
      AND substring(thread, 9) NOT IN (
          SELECT message_id
          FROM deliveries_store
          WHERE received_at > now64(3) - INTERVAL 10 MINUTE AND account = {account: String} AND source = 'api')
)
SELECT substring(thread, 9) AS message_id, at, first.received_at AS received_at, tried.attempts AS attempts
FROM unlinked
INNER JOIN
(
    SELECT thread, min(received_at) AS received_at
    FROM thread_events
    WHERE account = {account: String} AND thread IN (SELECT thread FROM unlinked)
    GROUP BY thread
) AS first USING (thread)
LEFT JOIN
(
    SELECT concat('message/', message_id) AS thread, attempts, next_at
    FROM link_attempts FINAL
    WHERE account = {account: String}
) AS tried USING (thread)
WHERE tried.next_at <= now64(3)
ORDER BY at DESC
LIMIT {limit: UInt32}
