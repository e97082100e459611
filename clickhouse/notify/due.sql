-- The notifications that are to be sent now, and those whose sender has not been heard of for too long, oldest first.
SELECT
    id, rule, channel, receiver, notice, state, attempts, may_be_there,
    toUnixTimestamp64Milli(created_at) AS created_ms
FROM notifications FINAL
WHERE (state = 'due' AND due_at <= now64(3))
   OR (state = 'claimed' AND due_at <= now64(3) - toIntervalMillisecond({lapse_ms: UInt32}))
ORDER BY created_at, id
LIMIT {limit: UInt32}
