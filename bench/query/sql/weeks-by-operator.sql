-- By week and operator: messages, and the first responses that each gave.
SELECT volume.*, responses, response_avg, response_p90
FROM
(
    SELECT toStartOfWeek(toTimeZone(occurred_at, {zone: String}), 1) AS week, sender_id AS operator, count() AS messages
    FROM deliveries_store
    WHERE received_at >= {from: DateTime64(3)}
      AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
      AND sender_type = 'operator'
    GROUP BY week, operator
) AS volume
LEFT JOIN
(
    SELECT
        toStartOfWeek(toTimeZone(asked_at, {zone: String}), 1) AS week,
        operator,
        count() AS responses,
        avg(dateDiff('millisecond', asked_at, answered_at)) / 1000 AS response_avg,
        quantile(0.9)(dateDiff('millisecond', asked_at, answered_at)) / 1000 AS response_p90
    FROM
    (
        SELECT
            chat_id,
            minIf(occurred_at, sender_type = 'user') AS asked_at,
            minIf(occurred_at, sender_type = 'operator') AS answered_at,
            argMinIf(sender_id, occurred_at, sender_type = 'operator') AS operator
        FROM deliveries_store
        WHERE received_at >= {from: DateTime64(3)}
          AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
          AND sender_type IN ('user', 'operator')
        GROUP BY chat_id
        HAVING toUnixTimestamp(asked_at) > 0 AND answered_at > asked_at
    )
    GROUP BY week, operator
) AS responses ON responses.week = volume.week AND responses.operator = volume.operator
ORDER BY week, operator
