-- Low ratings that were computed since a version, of the last day, as they are now.
SELECT
    account, substring(thread, 6) AS chat_id, ref, toUnixTimestamp64Milli(at) AS at_ms,
    toUInt8(substring(kind, 8)) AS stars, operator, page, copilot, version
FROM facts FINAL
WHERE kind IN {kinds: Array(String)} AND bucket >= now() - INTERVAL 25 HOUR AND version > {since: UInt64}
  AND startsWith(thread, 'chat/')
ORDER BY version, account, thread, ref
LIMIT {limit: UInt32}
