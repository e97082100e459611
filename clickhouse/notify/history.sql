-- What alerts have come to, newest first: of a rule, of one thing that it is about, or of what people were told by one
-- notice; null: of any. Whoever died right after noting that something was told has left it to be noted once more.
SELECT rule, about, toUnixTimestamp64Milli(at) AS at_ms, state, news, notice, why, found, rule_text
FROM
(
    SELECT rule, about, at, state, news, notice, why, found, rule_text
    FROM alert_history FINAL
    WHERE ({rule: Nullable(String)} IS NULL OR rule = {rule: Nullable(String)})
      AND ({about: Nullable(String)} IS NULL OR about = {about: Nullable(String)})
      AND ({notice: Nullable(String)} IS NULL OR notice = {notice: Nullable(String)})
    ORDER BY at
    LIMIT 1 BY rule, about, state, notice, if(notice = '', toString(at), '')
)
ORDER BY at DESC, rule, about, state
LIMIT {limit: UInt32}
