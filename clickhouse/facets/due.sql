-- Days that may be summed up by facet and are not, the latest first, with their facts. One of which a fact has changed
-- waits a while: more changes may follow.
SELECT toString(day) AS day, sum(facts) AS facts
FROM
(
    SELECT toDate(bucket) AS day, facts
    FROM rollups FINAL
    PREWHERE dimensions = 'none' AND grain = 86400 AND bucket < {before: DateTime('UTC')}
)
WHERE day NOT IN (
    SELECT day FROM facet_days FINAL WHERE is_valid OR noted_at > now() - {rest_seconds: UInt32})
GROUP BY day
HAVING facts >= {least_facts: UInt64}
ORDER BY day DESC
LIMIT {limit: UInt32}
