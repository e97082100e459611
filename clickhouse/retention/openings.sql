-- Takes away when what is over became open and ceased to be, before a time: its roll-ups are to be computed again.
INSERT INTO fact_changes (
    account, bucket, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes, version,
    is_deleted)
SELECT
    account, bucket, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes,
    {version: UInt64}, 1
FROM facts FINAL
WHERE account = {account: String} AND bucket < {before: DateTime64(3)} AND kind = 'episode_open'
  AND NOT (kind = 'episode_open' AND (thread, splitByChar('/', ref)[1]) IN (
      SELECT thread, splitByChar('/', ref)[1] AS number
      FROM facts FINAL
      WHERE account = {account: String} AND kind = 'episode_open' AND bucket >= {before: DateTime64(3)}
      GROUP BY thread, number
      HAVING sum(value) != 0))
