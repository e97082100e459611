-- Types of events that came by webhook within a day and that this service knows nothing of, with where the last one is.
SELECT
    account, event_type, toUnixTimestamp64Milli(max(last_received_at)) AS last_ms, sum(deliveries) AS deliveries,
    argMax(segment_id, last_received_at) AS segment_id
FROM received_blocks FINAL
WHERE event_type NOT IN {known: Array(String)} AND event_type != '' AND hour >= now() - INTERVAL 25 HOUR
GROUP BY account, event_type
ORDER BY account, event_type
