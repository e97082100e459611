-- The accounts that any delivery came for.
SELECT DISTINCT account FROM rollups WHERE dimensions = 'none' AND grain = 86400 ORDER BY account
