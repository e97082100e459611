-- Nothing: only whether the session is there is of interest.
SELECT 1
