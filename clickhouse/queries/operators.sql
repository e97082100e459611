-- Operators who did anything on the days of a range, each of their account, with their names.
SELECT active.account AS account, active.operator AS operator, if(names.name = '', active.operator, names.name) AS name
FROM
(
    SELECT DISTINCT account, operator
    FROM rollups FINAL
    WHERE dimensions = 'operator' AND grain = 86400
      AND operator != '' AND bucket >= toStartOfDay({from: DateTime64(3)}, 'UTC') AND bucket < {to: DateTime64(3)}
) AS active
LEFT JOIN
(
    SELECT account, operator, argMax(name, seen_at) AS name FROM operator_names GROUP BY account, operator
) AS names USING (account, operator)
ORDER BY account, length(operator), operator
