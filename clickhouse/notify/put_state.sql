-- Notes what an alert has come to.
INSERT INTO alert_states (rule, about, state, since, firing, is_told, told_at, basis, found, version)
SELECT
    {rule: String}, {about: String}, {state: String}, fromUnixTimestamp64Milli({since_ms: Int64}), {firing: String},
    {is_told: Bool}, fromUnixTimestamp64Milli({told_ms: Int64}), {basis: String}, {found: String}, {version: UInt64}
