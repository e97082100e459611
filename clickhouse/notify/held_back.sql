-- Of what is to be sent: that something is over, or that nobody can say any more, while its receiver is still to be
-- told that it began.
SELECT id
FROM (
    SELECT
        id, type,
        countIf(type = 'alert.firing') OVER (
            PARTITION BY rule, channel, receiver ORDER BY created_at
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS begun_before
    FROM (
        SELECT id, rule, channel, receiver, created_at, JSONExtractString(notice, 'type') AS type
        FROM notifications FINAL
        -- By the key: else all that was ever told would be read.
        WHERE state = 'due' AND id IN (SELECT id FROM notifications FINAL WHERE state = 'due')))
WHERE type IN ('alert.resolved', 'alert.no_data') AND begun_before > 0
