-- When an erasure was last requested, when a delivery of a spool was last erased, and what a receiver last reported;
-- 1970 for never. Asked every five seconds by a service at rest, and so in one statement without subqueries of its own.
SELECT max(requested) AS requested_at, max(erased) AS erased_at, max(cleaned) AS cleaned_for
FROM
(
    WITH toDateTime64(0, 3, 'UTC') AS never
    SELECT max(requested_at) AS requested, never AS erased, never AS cleaned FROM erasures
    UNION ALL
    SELECT max(requested_at), never, never FROM erased_deliveries
    UNION ALL
    SELECT max(requested_at), never, never FROM pseudonyms
    UNION ALL
    SELECT never, max(erased_at), never FROM erased_segments
    UNION ALL
    SELECT never, never, max(cleaned_for) FROM receivers WHERE receiver = {receiver: UUID}
)
SETTINGS max_threads = 1
