-- Whether there is anything to compute, asked by a service at rest: in one statement, because to analyse one costs
-- ClickHouse more than to execute it, and of each table as little as will do.
-- pending: a range of deliveries that the facts do not hold yet. Without one there is no such row.
SELECT 'pending' AS what, toUInt8(1) AS is_due, toInt64(0) AS now_ms, toInt64(0) AS next_ms
FROM pending_ranges
GROUP BY listing
HAVING sum(pending) > 0
LIMIT 1
UNION ALL
-- deadline: time alone may have changed the numbers of a chat since a moment, up to now; and when it next does, within
-- some time.
SELECT
    'deadline',
    countIf(due_at <= now64(3)) > 0,
    toUnixTimestamp64Milli(now64(3)),
    toUnixTimestamp64Milli(minIf(due_at, due_at > now64(3)))
FROM deadlines
WHERE due_at > fromUnixTimestamp64Milli({after_ms: Int64})
    AND due_at <= now64(3) + toIntervalMillisecond({within_ms: UInt32})
UNION ALL
-- unfinished: somebody computes, or broke it off. Versions only grow, so that older rows of a session do not matter.
SELECT 'unfinished', max(clean_version) < max(version), toInt64(0), toInt64(0)
FROM compute_leases
