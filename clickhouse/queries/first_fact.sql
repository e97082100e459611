-- In which quarter of an hour the first fact of some accounts was, or of all if none is named: milliseconds since 1970;
-- null without any. How many are open may be left of a time before. The days say where to look among the quarters,
-- which are many more.
WITH
    first_day AS
    (
        SELECT min(bucket) AS day
        FROM rollups FINAL
        WHERE dimensions = 'none' AND grain = 86400 AND kind != 'episode_open'
          AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
    )
SELECT if(count() = 0, NULL, toInt64(toUnixTimestamp(min(bucket))) * 1000) AS first_ms
FROM rollups FINAL
WHERE dimensions = 'none' AND grain = 900 AND kind != 'episode_open'
  AND bucket >= (SELECT day FROM first_day) AND bucket < (SELECT day + INTERVAL 1 DAY FROM first_day)
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
