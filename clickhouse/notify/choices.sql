-- What people have chosen about alerts.
SELECT
    rule, about, kind, firing, toUnixTimestamp64Milli(since) AS since_ms, toUnixTimestamp64Milli(until) AS until_ms,
    chosen_by
FROM alert_choices FINAL
