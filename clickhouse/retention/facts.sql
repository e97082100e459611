-- Deletes facts of before a time, and the rows that newer ones replaced. Comes last: what is due is found by these.
ALTER TABLE facts
DELETE WHERE account = {account: String} AND bucket < {before: DateTime64(3)}
  AND NOT (kind = 'episode_open' AND (thread, splitByChar('/', ref)[1]) IN (
      SELECT thread, splitByChar('/', ref)[1] AS number
      FROM facts FINAL
      WHERE account = {account: String} AND kind = 'episode_open' AND bucket >= {before: DateTime64(3)}
      GROUP BY thread, number
      HAVING sum(value) != 0))
