-- What alerts have come to, newest first: of a rule, of one thing that it is about, or of what people were told by one
-- notice; null: of any. Only what tells of nothing beyond some accounts and teams, none being all. Whoever died right
-- after noting that something was told has left it to be noted once more.
SELECT rule, about, toUnixTimestamp64Milli(at) AS at_ms, state, news, notice, why, found, rule_text
FROM
(
    SELECT rule, about, at, state, news, notice, why, found, rule_text
    FROM alert_history FINAL
    WHERE ({rule: Nullable(String)} IS NULL OR rule = {rule: Nullable(String)})
      AND ({about: Nullable(String)} IS NULL OR about = {about: Nullable(String)})
      AND ({notice: Nullable(String)} IS NULL OR notice = {notice: Nullable(String)})
      -- Of an account that is silent, there is one of its own.
      AND (empty({accounts: Array(String)}) OR if(
          JSONExtractString(rule_text, 'condition', 'kind') = 'silence' AND about != '',
          has({accounts: Array(String)}, about),
          JSONLength(rule_text, 'accounts') > 0
              AND hasAll({accounts: Array(String)}, JSONExtract(rule_text, 'accounts', 'Array(String)'))))
      AND (empty({teams: Array(String)}) OR (
          JSONLength(rule_text, 'teams') > 0
              AND hasAll({teams: Array(String)}, JSONExtract(rule_text, 'teams', 'Array(String)'))))
    ORDER BY at
    LIMIT 1 BY rule, about, state, notice, if(notice = '', toString(at), '')
)
ORDER BY at DESC, rule, about, state
LIMIT {limit: UInt32}
