-- How many sums some days come to by each facet, about.
SELECT toString(toDate(bucket)) AS day, facet, uniq(account, kind, item) AS sums
FROM facts FINAL
ARRAY JOIN
    arrayConcat(['page'], arrayMap(name -> concat('attribute/', name), mapKeys(attributes))) AS facet,
    arrayConcat([page], mapValues(attributes)) AS item
WHERE bucket >= {from: DateTime('UTC')} AND bucket < {to: DateTime('UTC')}
  AND toDate(bucket) IN {days: Array(Date)}
GROUP BY day, facet
ORDER BY day, sums, facet
