-- What the operators of some accounts are called; of all, if none is named.
SELECT account, operator, max(latest).name AS name
FROM operators_store
WHERE empty({accounts: Array(String)}) OR account IN {accounts: Array(String)}
GROUP BY account, operator
