-- The accounts in which somebody is known by an operator's id, and what they are called there.
SELECT account, operator, max(latest).name AS name
FROM operators_store
WHERE operator = {operator: String} AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
GROUP BY account, operator
ORDER BY account
