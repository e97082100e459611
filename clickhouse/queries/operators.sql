-- Operators who did anything on the days of a range, each of their account, with their names.
SELECT active.account AS account, active.operator AS operator, if(names.name = '', active.operator, names.name) AS name
FROM
(
    SELECT DISTINCT account, operator
    FROM rollups FINAL
    WHERE dimensions = 'operator' AND grain = 86400
      AND operator != '' AND bucket >= toStartOfDay({from: DateTime64(3)}, 'UTC') AND bucket < {to: DateTime64(3)}
      AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
      AND (empty({members: Array(String)}) OR has({members: Array(String)}, concat(account, ':', operator))
        OR has({members: Array(String)}, concat(':', operator)))
) AS active
LEFT JOIN
(
    SELECT account, operator, max(latest).name AS name FROM operators_store GROUP BY account, operator
) AS names USING (account, operator)
ORDER BY account, length(operator), operator
