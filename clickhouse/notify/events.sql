-- Facts of some kinds that were computed since a version, of the last day, as they are now: what events are told by.
-- What is new is looked for without putting versions together, since mostly nothing is.
WITH fresh AS
(
    SELECT account, bucket, thread, kind, ref
    FROM facts
    WHERE kind IN {kinds: Array(String)} AND bucket >= now() - INTERVAL 25 HOUR AND version > {since: UInt64}
      AND startsWith(thread, 'chat/')
)
SELECT
    account, substring(thread, 6) AS chat_id, kind, ref, toUnixTimestamp64Milli(at) AS at_ms, operator, page, copilot,
    version
FROM facts FINAL
WHERE kind IN {kinds: Array(String)} AND bucket >= now() - INTERVAL 25 HOUR
  AND (account, bucket, thread, kind, ref) IN fresh
ORDER BY version, account, thread, ref
LIMIT {limit: UInt32}
