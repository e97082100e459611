-- How many episodes that are not known as idle may have become so since a time, and up to when that is: now.
SELECT count() AS episodes, toUnixTimestamp64Milli(now64(3)) AS until_ms
FROM idle_deadlines
WHERE due_at > fromUnixTimestamp64Milli({after_ms: Int64}) AND due_at <= now64(3)
