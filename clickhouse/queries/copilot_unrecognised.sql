-- Accounts in which the copilot was switched on in many chats of the last seven days and none of its messages is
-- recognised. The facts are read of those only in which the sums say that it may be so.
SELECT account
FROM facts FINAL
WHERE kind = 'copilot_enabled' AND bucket >= now() - INTERVAL 7 DAY AND account IN (
    SELECT account
    FROM rollups FINAL
    WHERE dimensions = 'none' AND grain = 3600 AND kind IN ('copilot_enabled', 'message_copilot')
      AND bucket >= now() - INTERVAL 7 DAY
    GROUP BY account
    HAVING sumIf(facts, kind = 'copilot_enabled') >= {many: UInt32} AND sumIf(facts, kind = 'message_copilot') = 0)
GROUP BY account
HAVING uniqExact(thread) >= {many: UInt32}
