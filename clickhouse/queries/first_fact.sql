-- In which quarter of an hour the first fact of each of some accounts was, or of all if none is named: milliseconds
-- since 1970. How many are open may be left of a time before. The days say where to look among the quarters, which are
-- many more.
WITH
    first_days AS
    (
        SELECT account, min(bucket) AS day
        FROM rollups FINAL
        WHERE dimensions = 'none' AND grain = 86400 AND kind != 'episode_open'
          AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
        GROUP BY account
    )
SELECT account, toInt64(toUnixTimestamp(min(bucket))) * 1000 AS first_ms
FROM rollups FINAL
WHERE dimensions = 'none' AND grain = 900 AND kind != 'episode_open'
  AND bucket IN (SELECT day + toIntervalMinute(15 * arrayJoin(range(96))) FROM first_days)
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
GROUP BY account
