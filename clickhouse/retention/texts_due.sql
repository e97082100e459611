-- Deliveries of an account with a body that are older than a time, by month of receipt. What was read from the API
-- is as old as what it tells.
SELECT
    toYYYYMM(received_at) AS month,
    uniqExact(segment_id, sequence) AS deliveries,
    sum(length(body)) AS bytes,
    min(received_at) AS first_at,
    max(received_at) AS last_at
FROM deliveries_store
WHERE account = {account: String} AND NOT is_erased
  AND (received_at < {before: DateTime64(3)} OR (source = 'api' AND occurred_at < {before: DateTime64(3)}))
GROUP BY month
ORDER BY month
