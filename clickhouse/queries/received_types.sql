-- Which types of events came by webhook: the last one of each, and how many in the last seven days.
SELECT
    account, event_type,
    max(last_received_at) AS last_received,
    sumIf(deliveries, hour >= now() - INTERVAL 7 DAY) AS recent
FROM received_blocks FINAL
WHERE event_type != ''
GROUP BY account, event_type
ORDER BY account, event_type
