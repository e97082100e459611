-- How many episodes of a range started on each page.
SELECT page AS value, count() AS episodes
FROM facts FINAL
WHERE kind = 'episode_started' AND page != ''
  AND bucket >= {from: DateTime64(3)} - INTERVAL 15 MINUTE AND bucket < {to: DateTime64(3)}
  AND at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND (empty({members: Array(String)}) OR has({members: Array(String)}, concat(account, ':', operator))
    OR has({members: Array(String)}, concat(':', operator)))
GROUP BY page
