-- Notes what somebody has chosen about an alert.
INSERT INTO alert_choices (rule, about, kind, firing, since, until, chosen_by, version)
SELECT
    {rule: String}, {about: String}, {kind: String}, {firing: String},
    fromUnixTimestamp64Milli({since_ms: Int64}), fromUnixTimestamp64Milli({until_ms: Int64}), {chosen_by: String},
    toUnixTimestamp64Micro(now64(6))
