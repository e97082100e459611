-- How many deliveries of the last seven days could not be read as events.
SELECT sum(deliveries) AS deliveries
FROM received_blocks FINAL
WHERE NOT is_understood AND hour >= now() - INTERVAL 7 DAY
