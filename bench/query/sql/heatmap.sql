-- By weekday and hour: volume from a scan, and the first response of each chat.
SELECT volume.*, response_p90
FROM
(
    SELECT
        toDayOfWeek(toTimeZone(occurred_at, {zone: String})) AS weekday,
        toHour(toTimeZone(occurred_at, {zone: String})) AS hour,
        countIf(event_type = 'user.created') AS chats,
        countIf(sender_type = 'user') AS from_visitors
    FROM deliveries_store
    WHERE received_at >= {from: DateTime64(3)}
      AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
    GROUP BY weekday, hour
) AS volume
LEFT JOIN
(
    SELECT
        toDayOfWeek(toTimeZone(asked_at, {zone: String})) AS weekday,
        toHour(toTimeZone(asked_at, {zone: String})) AS hour,
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
    GROUP BY weekday, hour
) AS responses ON responses.weekday = volume.weekday AND responses.hour = volume.hour
ORDER BY weekday, hour
