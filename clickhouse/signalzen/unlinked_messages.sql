-- Operator messages whose chat is not known and is to be looked for now, the latest first.
WITH unlinked AS
(
    SELECT account, subject, at
    FROM samples FINAL
    WHERE kind = 'operator_message_unlinked'
      AND startsWith(subject, 'message/')
      AND (account, bucket) IN (
          SELECT account, bucket
          FROM total_15m FINAL
          WHERE account = {account: String} AND kind = 'operator_message_unlinked' AND samples > 0)
)
SELECT substring(subject, 9) AS message_id, at, first.received_at AS received_at, tried.attempts AS attempts
FROM unlinked
INNER JOIN
(
    SELECT subject, min(received_at) AS received_at
    FROM subject_events
    WHERE account = {account: String} AND subject IN (SELECT subject FROM unlinked)
    GROUP BY subject
) AS first USING (subject)
LEFT JOIN
(
    SELECT concat('message/', message_id) AS subject, attempts, next_at
    FROM link_attempts FINAL
    WHERE account = {account: String}
) AS tried USING (subject)
WHERE tried.next_at <= now64(3)
ORDER BY at DESC
LIMIT {limit: UInt32}
