-- By the value of an attribute: chats, first responses and how they were rated.
SELECT attribute, count() AS chats, countIf(answered_at > asked_at) AS responses,
    quantileIf(0.5)(dateDiff('millisecond', asked_at, answered_at), answered_at > asked_at) / 1000 AS response_p50,
    avgIf(rated, rated > 0) AS stars
FROM
(
    SELECT
        chat_id,
        argMinIf(attributes['plan'], occurred_at, attributes_seen) AS attribute,
        minIf(occurred_at, sender_type = 'user') AS asked_at,
        minIf(occurred_at, sender_type = 'operator') AS answered_at,
        max(rating) AS rated
    FROM deliveries_store
    WHERE received_at >= {from: DateTime64(3)}
      AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
    GROUP BY chat_id
)
GROUP BY attribute
ORDER BY chats DESC
