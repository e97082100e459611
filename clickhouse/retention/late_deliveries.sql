-- How many deliveries came too late to be counted in the last thirty days.
SELECT account, uniqExact(segment_id, sequence) AS deliveries
FROM late_deliveries
WHERE noted_at > now() - INTERVAL 30 DAY
GROUP BY account
ORDER BY account
