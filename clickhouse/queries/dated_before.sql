-- How many state events of the last seven days are dated before a message of their chat that was received before them.
SELECT count() AS events
FROM state_events_dated_before FINAL
WHERE received_at >= now64(3) - INTERVAL 7 DAY
