-- Names of attributes that any episode has. Replaced rows are read as well: to find out which these are, of all
-- episodes there ever were, would take far longer, and what is erased is taken out of them.
SELECT DISTINCT arrayJoin(attributes.keys) AS value, value AS label
FROM episodes_store
WHERE NOT is_deleted
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND (empty({members: Array(String)}) OR has({members: Array(String)}, concat(account, ':', operator))
    OR has({members: Array(String)}, concat(':', operator)))
ORDER BY value
