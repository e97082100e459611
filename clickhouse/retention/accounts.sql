-- The accounts of which anything is stored, whatever it is.
SELECT account
FROM
(
    SELECT DISTINCT account FROM deliveries_store
    UNION DISTINCT
    SELECT DISTINCT account FROM rollups WHERE dimensions = 'none' AND grain = 86400
)
ORDER BY account
