-- How many chats may have numbers that time has changed since a moment, and up to when that is: now.
SELECT count() AS chats, toUnixTimestamp64Milli(now64(3)) AS until_ms
FROM deadlines
WHERE due_at > fromUnixTimestamp64Milli({after_ms: Int64}) AND due_at <= now64(3)
