-- What every alert has come to.
SELECT
    rule, about, state, toUnixTimestamp64Milli(since) AS since_ms, firing, is_told,
    toUnixTimestamp64Milli(told_at) AS told_ms, basis, found
FROM alert_states FINAL
ORDER BY rule, about
