-- Notes that an alert has come to something else, or what event it has told of.
INSERT INTO alert_history (rule, about, at, state, news, notice, why, found, rule_text)
SELECT
    {rule: String}, {about: String}, fromUnixTimestamp64Milli({at_ms: Int64}), {state: String}, {news: String},
    {notice: String}, {why: String}, {found: String}, {rule_text: String}
