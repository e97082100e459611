-- Deletes roll-ups of before a time, but for those of what became open then and is open still.
ALTER TABLE rollups
DELETE WHERE account = {account: String} AND bucket < {before: DateTime64(3)}
  AND (kind != 'episode_open' OR (toString(dimensions), grain, bucket, operator, copilot) NOT IN (
      SELECT
          dimension, length,
          toDateTime(intDiv(toUnixTimestamp(bucket), length) * length, 'UTC'),
          if(dimension = 'none', '', operator),
          dimension = 'operator_copilot' AND copilot
      FROM facts FINAL
      ARRAY JOIN ['none', 'operator', 'operator_copilot'] AS dimension
      ARRAY JOIN [900, 3600, 86400] AS length
      WHERE account = {account: String} AND bucket < {before: DateTime64(3)} AND kind = 'episode_open'
        AND (thread, splitByChar('/', ref)[1]) IN (
          SELECT thread, splitByChar('/', ref)[1] AS number
          FROM facts FINAL
          WHERE account = {account: String} AND kind = 'episode_open' AND bucket >= {before: DateTime64(3)}
          GROUP BY thread, number
          HAVING sum(value) != 0)))
