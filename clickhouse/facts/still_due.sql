-- How many chats have an episode whose numbers time has changed, although they were computed as of `version` or later.
SELECT uniqExact(account, thread) AS chats
FROM episodes_store FINAL
WHERE due_at <= fromUnixTimestamp64Milli({until_ms: Int64}) AND version >= {version: UInt64}
  AND ({after_ms: Int64} = 0 OR (account, thread) IN (
      SELECT account, thread
      FROM deadlines
      WHERE due_at > fromUnixTimestamp64Milli({after_ms: Int64})
        AND due_at <= fromUnixTimestamp64Milli({until_ms: Int64})))
