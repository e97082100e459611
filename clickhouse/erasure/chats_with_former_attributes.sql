-- Chats erased since a time of which replaced rows still hold attributes: a run that was under way wrote them
-- afterwards.
WITH recent AS
(
    SELECT account, concat('chat/', chat_id) AS thread
    FROM erasures
    WHERE requested_at >= {since: DateTime64(3)}
    UNION ALL
    SELECT account, thread
    FROM erased_deliveries
    WHERE requested_at >= {since: DateTime64(3)}
),
here AS
(
    SELECT account, bucket, thread FROM thread_buckets WHERE (account, thread) IN (SELECT account, thread FROM recent)
)
SELECT DISTINCT account, thread
FROM
(
    SELECT account, thread
    FROM {facts: Identifier}
    WHERE notEmpty(attributes) AND (account, bucket, thread) IN (SELECT account, bucket, thread FROM here)
      AND (account, bucket, thread, kind, ref, version) NOT IN (
          SELECT account, bucket, thread, kind, ref, version
          FROM {facts: Identifier} FINAL
          WHERE (account, bucket, thread) IN (SELECT account, bucket, thread FROM here))
    UNION ALL
    SELECT account, thread
    FROM {episodes_store: Identifier}
    WHERE notEmpty(attributes) AND (account, thread) IN (SELECT account, thread FROM recent)
      AND (account, thread, number, version) NOT IN (
          SELECT account, thread, number, version
          FROM {episodes_store: Identifier} FINAL
          WHERE (account, thread) IN (SELECT account, thread FROM recent))
)
LIMIT {limit: UInt32}
