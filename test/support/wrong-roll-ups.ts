/** Asks for roll-ups that are not what the facts of their bucket sum up to. */
export const WRONG_ROLL_UPS = `
  SELECT
      dimensions, grain, kind, bucket, operator, copilot,
      sum(counted) AS difference, sum(milliseconds) AS difference_ms, sum(worked_ms) AS difference_worked_ms
  FROM
  (
      SELECT
          dimension AS dimensions, length AS grain, kind,
          toDateTime(intDiv(toUnixTimestamp(bucket), length) * length, 'UTC') AS bucket,
          if(dimension = 'none', '', operator) AS operator, dimension = 'operator_copilot' AND copilot AS copilot,
          1 AS counted, value AS milliseconds, worked AS worked_ms
      FROM facts FINAL
      ARRAY JOIN ['none', 'operator', 'operator_copilot'] AS dimension
      ARRAY JOIN [900, 3600, 10800, 86400, 1382400] AS length
      WHERE (dimension, length) != ('operator', 900)
      UNION ALL
      SELECT toString(dimensions), grain, kind, bucket, operator, copilot, -toInt64(facts), -value_sum, -worked_sum
      FROM rollups FINAL
  )
  GROUP BY ALL
  HAVING difference != 0 OR difference_ms != 0 OR difference_worked_ms != 0`;

/** Asks for sums by facet, of days of which they are valid, that are not what the facts of the day sum up to. */
export const WRONG_FACET_SUMS = `
  WITH valid AS (SELECT day, facets, version FROM facet_days FINAL WHERE is_valid)
  SELECT
      facet, account, kind, item, day,
      sum(counted) AS difference, sum(milliseconds) AS difference_ms, sum(worked_ms) AS difference_worked_ms
  FROM
  (
      SELECT
          facet, account, kind, if(facet = 'page', page, attributes[substring(facet, 11)]) AS item, day,
          toInt64(1) AS counted, value AS milliseconds, worked AS worked_ms
      FROM (SELECT *, toDate(bucket) AS day FROM facts FINAL) AS of_days
      INNER JOIN (SELECT day, arrayJoin(facets) AS facet FROM valid) AS chosen USING day
      UNION ALL
      SELECT facet, account, kind, item, day, -toInt64(facts), -value_sum, -worked_sum
      FROM facet_sums FINAL
      WHERE (day, version) IN (SELECT day, version FROM valid)
  )
  GROUP BY ALL
  HAVING difference != 0 OR difference_ms != 0 OR difference_worked_ms != 0`;
