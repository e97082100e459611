-- Notes what some alerts have come to: a list of each column.
INSERT INTO alert_states (rule, about, state, since, firing, is_told, told_at, basis, found, version)
SELECT
    row.1, row.2, row.3, fromUnixTimestamp64Milli(row.4), row.5, row.6, fromUnixTimestamp64Milli(row.7), row.8, row.9,
    row.10
FROM
(
    SELECT arrayJoin(arrayZip(
        {rules: Array(String)}, {abouts: Array(String)}, {states: Array(String)}, {since_ms: Array(Int64)},
        {firings: Array(String)}, {are_told: Array(Bool)}, {told_ms: Array(Int64)}, {bases: Array(String)},
        {found: Array(String)}, {versions: Array(UInt64)})) AS row
)
