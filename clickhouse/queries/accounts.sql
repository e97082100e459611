-- The accounts that any delivery came for.
SELECT DISTINCT account FROM total_1d ORDER BY account
