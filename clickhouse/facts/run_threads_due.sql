-- Chats with an episode whose numbers time has changed since it was computed. Only those are looked at that are noted
-- for the time since the last look, if there was one (after_ms > 0). What was computed as of `version` or later is not
-- selected once more.
INSERT INTO run_threads (version, account, thread)
SELECT DISTINCT {run: UInt64}, account, thread
FROM episodes_store FINAL
WHERE due_at <= fromUnixTimestamp64Milli({until_ms: Int64}) AND version < {version: UInt64}
  AND ({after_ms: Int64} = 0 OR (account, thread) IN (
      SELECT account, thread
      FROM deadlines
      WHERE due_at > fromUnixTimestamp64Milli({after_ms: Int64})
        AND due_at <= fromUnixTimestamp64Milli({until_ms: Int64})))
LIMIT {limit: UInt32}
