-- The notifications that are to be sent now, and those whose sender has not been heard of for too long, oldest first.
-- Of each receiver one, and none while one is being sent: what is told in an order comes in that order.
SELECT
    id, rule, channel, receiver, notice, state, attempts, may_be_there,
    toUnixTimestamp64Milli(created_at) AS created_ms
FROM notifications FINAL
WHERE (
        (state = 'due' AND due_at <= now64(3))
        OR (state = 'claimed' AND due_at <= now64(3) - toIntervalMillisecond({lapse_ms: UInt32})))
  AND (channel, receiver) NOT IN (
      SELECT channel, receiver
      FROM notifications FINAL
      WHERE state = 'claimed' AND due_at > now64(3) - toIntervalMillisecond({lapse_ms: UInt32}))
  AND NOT has({held_back: Array(String)}, id)
ORDER BY created_at, id
LIMIT 1 BY channel, receiver
LIMIT {limit: UInt32}
