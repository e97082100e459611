-- Chats erased since a time of which replaced rows still hold attributes: a run that was under way wrote them afterwards.
WITH recent AS
(
    SELECT account, concat('chat/', chat_id) AS subject
    FROM erasures
    WHERE requested_at >= {since: DateTime64(3)}
),
here AS
(
    SELECT account, bucket, subject FROM subject_buckets WHERE (account, subject) IN (SELECT account, subject FROM recent)
)
SELECT DISTINCT account, subject
FROM
(
    SELECT account, subject
    FROM samples
    WHERE notEmpty(attributes) AND (account, bucket, subject) IN (SELECT account, bucket, subject FROM here)
      AND (account, bucket, subject, kind, ref, version) NOT IN (
          SELECT account, bucket, subject, kind, ref, version
          FROM samples FINAL
          WHERE (account, bucket, subject) IN (SELECT account, bucket, subject FROM here))
    UNION ALL
    SELECT account, subject
    FROM episodes_store
    WHERE notEmpty(attributes) AND (account, subject) IN (SELECT account, subject FROM recent)
      AND (account, subject, number, version) NOT IN (
          SELECT account, subject, number, version
          FROM episodes_store FINAL
          WHERE (account, subject) IN (SELECT account, subject FROM recent))
)
LIMIT {limit: UInt32}
