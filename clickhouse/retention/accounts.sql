-- The accounts of which anything is stored, whatever it is.
SELECT account
FROM deliveries_store
GROUP BY account
ORDER BY account
