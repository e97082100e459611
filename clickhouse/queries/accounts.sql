-- The accounts that any delivery came for.
SELECT DISTINCT account FROM rollup_1d ORDER BY account
