-- What became of the notifications of the last day by channel and receiver, and how long the oldest has waited.
SELECT
    channel, receiver, toInt64(countIf(state IN ('due', 'claimed'))) AS due, toInt64(countIf(state = 'sent')) AS sent,
    toInt64(countIf(state = 'refused')) AS refused, toInt64(countIf(state = 'uncertain')) AS uncertain,
    toUnixTimestamp64Milli(maxIf(due_at, state = 'sent')) AS sent_ms,
    -- What is held back until people want to hear does not wait yet.
    ifNull(dateDiff(
        'second',
        minOrNullIf(created_at, state IN ('due', 'claimed') AND (attempts > 0 OR due_at <= now64(3))),
        now64(3)), 0) AS oldest_seconds
FROM notifications FINAL
WHERE state IN ('due', 'claimed') OR due_at >= now64(3) - INTERVAL 1 DAY
GROUP BY channel, receiver
ORDER BY channel, receiver
