-- Names of attributes that any episode has.
SELECT DISTINCT arrayJoin(mapKeys(attributes)) AS value, value AS label
FROM episodes_store FINAL
WHERE true
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND (empty({members: Array(String)}) OR has({members: Array(String)}, concat(account, ':', operator))
    OR has({members: Array(String)}, concat(':', operator)))
ORDER BY value
