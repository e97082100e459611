-- The values of an attribute that most episodes have.
SELECT attributes[{name: String}] AS value, value AS label
FROM episodes_store FINAL
WHERE mapContains(attributes, {name: String})
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND (empty({members: Array(String)}) OR has({members: Array(String)}, concat(account, ':', operator))
    OR has({members: Array(String)}, concat(':', operator)))
GROUP BY value
ORDER BY count() DESC, value
LIMIT {limit: UInt32}
