-- What was made up by the simulator, by account.
SELECT account, count() AS deliveries, uniqExact(thread) AS threads
FROM deliveries_store FINAL
WHERE position(body, {mark: String}) > 0
GROUP BY account
ORDER BY account
