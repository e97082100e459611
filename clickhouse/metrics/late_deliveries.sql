-- How many deliveries came too late to be counted in the last thirty days.
SELECT uniqExact(account, segment_id, sequence) AS deliveries
FROM late_deliveries
WHERE noted_at > now() - INTERVAL 30 DAY
