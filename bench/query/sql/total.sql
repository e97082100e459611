-- Everything of two years in one row; turns, missed episodes and the outcomes of the copilot are left out.
SELECT
    count() AS chats,
    countIf(toUnixTimestamp(closed_at) > 0) AS closed,
    sum(from_visitor) AS from_visitors,
    sum(from_operator) AS from_operators,
    sum(from_copilot) AS from_copilot,
    sum(rated) AS ratings,
    sum(stars) / ratings AS rating_avg,
    sum(satisfied) / ratings AS csat,
    countIf(is_responded) AS responses,
    avgIf(dateDiff('millisecond', asked_at, operator_at), is_responded) AS response_avg,
    quantilesIf(0.5, 0.9, 0.95, 0.99)(dateDiff('millisecond', asked_at, operator_at), is_responded)
        AS response_percentiles,
    avgIf(dateDiff('millisecond', asked_at, answered_at), answered_at > asked_at) AS answer_avg,
    quantilesIf(0.5, 0.9)(dateDiff('millisecond', asked_at, answered_at), answered_at > asked_at) AS answer_percentiles,
    avgIf(dateDiff('millisecond', created_at, closed_at), closed_at > created_at) AS closure_avg,
    quantilesIf(0.5, 0.9, 0.95, 0.99)(dateDiff('millisecond', created_at, closed_at), closed_at > created_at)
        AS closure_percentiles
FROM
(
    SELECT
        chat_id,
        minIf(occurred_at, event_type = 'user.created') AS created_at,
        minIf(occurred_at, sender_type = 'user') AS asked_at,
        minIf(occurred_at, sender_type = 'operator') AS operator_at,
        minIf(occurred_at, sender_type IN ('operator', 'bot')) AS answered_at,
        minIf(occurred_at, event_type = 'user.closed') AS closed_at,
        countIf(sender_type = 'user') AS from_visitor,
        countIf(sender_type = 'operator') AS from_operator,
        countIf(sender_type = 'bot') AS from_copilot,
        countIf(rating > 0) AS rated,
        sum(rating) AS stars,
        countIf(rating >= 4) AS satisfied,
        toUnixTimestamp(asked_at) > 0 AND operator_at > asked_at AS is_responded
    FROM deliveries_store
    WHERE received_at >= {from: DateTime64(3)}
      AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
    GROUP BY chat_id
)
