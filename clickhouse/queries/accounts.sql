-- The accounts that any delivery came for.
SELECT DISTINCT account FROM rollup_15m ORDER BY account
