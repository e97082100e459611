-- By day: volume from a scan, and the first response of each chat.
SELECT volume.*, response_avg, response_p90
FROM
(
    SELECT
        toStartOfDay(occurred_at, {zone: String}) AS day,
        countIf(event_type = 'user.created') AS chats,
        countIf(sender_type = 'user') AS from_visitors,
        countIf(sender_type = 'operator') AS from_operators,
        countIf(sender_type = 'bot') AS from_copilot,
        countIf(event_type = 'user.closed') AS closed,
        countIf(rating >= 4) / countIf(rating > 0) AS csat
    FROM deliveries_store
    WHERE received_at >= {from: DateTime64(3)}
      AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
    GROUP BY day
) AS volume
LEFT JOIN
(
    SELECT
        toStartOfDay(asked_at, {zone: String}) AS day,
        avg(dateDiff('millisecond', asked_at, answered_at)) / 1000 AS response_avg,
        quantile(0.9)(dateDiff('millisecond', asked_at, answered_at)) / 1000 AS response_p90
    FROM
    (
        SELECT
            chat_id,
            minIf(occurred_at, sender_type = 'user') AS asked_at,
            minIf(occurred_at, sender_type = 'operator') AS answered_at
        FROM deliveries_store
        WHERE received_at >= {from: DateTime64(3)}
          AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
          AND sender_type IN ('user', 'operator')
        GROUP BY chat_id
        HAVING toUnixTimestamp(asked_at) > 0 AND answered_at > asked_at
    )
    GROUP BY day
) AS responses ON responses.day = volume.day
ORDER BY day
