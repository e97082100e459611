-- The time by which what is noted is dated.
SELECT now64(3) AS now
