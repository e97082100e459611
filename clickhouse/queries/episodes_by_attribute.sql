-- How many episodes have each value of an attribute.
SELECT attributes[{name: String}] AS value, count() AS episodes
FROM episodes_store FINAL
WHERE mapContains(attributes, {name: String})
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND (empty({members: Array(String)}) OR has({members: Array(String)}, concat(account, ':', operator))
    OR has({members: Array(String)}, concat(':', operator)))
GROUP BY value
