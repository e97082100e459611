-- Of some accounts the one of which the smallest share of the operator messages of the last seven whole days is linked
-- to its chats; none where there were too few.
SELECT
    account,
    1 - sumIf(facts, kind = 'operator_message_unlinked') / sumIf(facts, kind = 'message_operator') AS share
FROM rollups FINAL
PREWHERE dimensions = 'none' AND grain = 86400 AND kind IN ('operator_message_unlinked', 'message_operator')
    AND bucket >= today() - 7 AND bucket < today()
WHERE account IN {accounts: Array(String)}
GROUP BY account
HAVING sumIf(facts, kind = 'message_operator') >= {at_least: UInt32}
ORDER BY share, account
LIMIT 1
