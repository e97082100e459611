-- Notifications of a range that tell of nothing beyond some accounts and teams, none being all, the latest first.
SELECT
    id, rule, channel, receiver, notice, toUnixTimestamp64Milli(created_at) AS created_ms, toString(state) AS state_now,
    toUnixTimestamp64Milli(due_at) AS due_ms, attempts, may_be_there, detail
FROM notifications FINAL
WHERE created_at >= {from: DateTime64(3)} AND created_at < {to: DateTime64(3)}
  AND (empty({rules: Array(String)}) OR has({rules: Array(String)}, rule))
  AND (empty({channels: Array(String)}) OR has({channels: Array(String)}, channel))
  AND (empty({states: Array(String)}) OR has({states: Array(String)}, toString(state)))
  AND (empty({accounts: Array(String)}) OR (notEmpty(accounts) AND hasAll({accounts: Array(String)}, accounts)))
  AND (empty({teams: Array(String)}) OR (notEmpty(teams) AND hasAll({teams: Array(String)}, teams)))
ORDER BY created_at DESC, id
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
