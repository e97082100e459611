-- Facts of an account that are older than a time, by month; without those by which what is open then became so.
SELECT toYYYYMM(bucket) AS month, count() AS facts, min(at) AS first_at, max(at) AS last_at
FROM facts FINAL
WHERE account = {account: String} AND bucket < {before: DateTime64(3)}
  AND NOT (kind = 'episode_open' AND (thread, splitByChar('/', ref)[1]) IN (
      SELECT thread, splitByChar('/', ref)[1] AS number
      FROM facts FINAL
      WHERE account = {account: String} AND kind = 'episode_open' AND bucket >= {before: DateTime64(3)}
      GROUP BY thread, number
      HAVING sum(value) != 0))
GROUP BY month
ORDER BY month
