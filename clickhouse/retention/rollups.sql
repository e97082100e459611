-- Deletes roll-ups of before a time, but for those of what became open then and is open still. One that holds that time
-- as well is computed again, once the others are gone.
ALTER TABLE rollups
DELETE WHERE account = {account: String} AND bucket + toIntervalSecond(grain) <= {before: DateTime64(3)}
  AND (kind != 'episode_open' OR (toString(dimensions), grain, bucket, operator, copilot) NOT IN (
      SELECT
          dimension, length,
          toDateTime(intDiv(toUnixTimestamp(bucket), length) * length, 'UTC'),
          if(dimension = 'none', '', operator),
          dimension = 'operator_copilot' AND copilot
      FROM facts FINAL
      ARRAY JOIN ['none', 'operator', 'operator_copilot'] AS dimension
      ARRAY JOIN {grains: Array(UInt32)} AS length
      WHERE account = {account: String} AND bucket < {before: DateTime64(3)} AND kind = 'episode_open'
        AND (thread, splitByChar('/', ref)[1]) IN (
          SELECT thread, splitByChar('/', ref)[1] AS number
          FROM facts FINAL
          WHERE account = {account: String} AND kind = 'episode_open' AND bucket >= {before: DateTime64(3)}
          GROUP BY thread, number
          HAVING sum(value) != 0)))
