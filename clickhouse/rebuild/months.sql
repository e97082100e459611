-- The months in which a generation of facts has any, as Unix time of their first second.
SELECT DISTINCT toUnixTimestamp(toDateTime(toStartOfMonth(bucket), 'UTC')) AS first
FROM {facts: Identifier}
ORDER BY first
