-- Operators who did anything on the days of a range, with their names.
SELECT active.operator AS value, if(names.name = '', active.operator, names.name) AS label
FROM
(
    SELECT DISTINCT operator
    FROM rollups FINAL
    WHERE dimensions = 'operator' AND grain = 86400
      AND operator != '' AND bucket >= toStartOfDay({from: DateTime64(3)}, 'UTC') AND bucket < {to: DateTime64(3)}
) AS active
LEFT JOIN (SELECT operator, argMax(name, seen_at) AS name FROM operator_names GROUP BY operator) AS names USING (operator)
ORDER BY length(value), value
