-- How many contacts each account had in every hour of the eight weeks before this one, of those in which it had any.
SELECT account, toInt64(toUnixTimestamp(bucket)) AS hour, sum(facts) AS contacts
FROM rollups FINAL
WHERE dimensions = 'none' AND grain = 3600 AND kind = 'episode_started'
  AND bucket >= toStartOfHour(now()) - INTERVAL 56 DAY AND bucket < toStartOfHour(now())
GROUP BY account, bucket
