-- Whether any facts of some kinds were computed since a version, of the last day: mostly none was.
SELECT 1 AS is_fresh
FROM facts
WHERE kind IN {kinds: Array(String)} AND bucket >= now() - INTERVAL 25 HOUR AND version > {since: UInt64}
  AND startsWith(thread, 'chat/')
LIMIT 1
