-- Notes that some alerts have come to something else, or what events they have told of: a list of each column.
INSERT INTO alert_history (rule, about, at, state, news, notice, why, found, rule_text)
SELECT row.1, row.2, fromUnixTimestamp64Milli(row.3), row.4, row.5, row.6, row.7, row.8, row.9
FROM
(
    SELECT arrayJoin(arrayZip(
        {rules: Array(String)}, {abouts: Array(String)}, {at_ms: Array(Int64)}, {states: Array(String)},
        {news: Array(String)}, {notices: Array(String)}, {whys: Array(String)}, {found: Array(String)},
        {rule_texts: Array(String)})) AS row
)
