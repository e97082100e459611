-- What the operators of some accounts are called; of all, if none is named.
SELECT account, operator, argMax(name, seen_at) AS name
FROM operator_names
WHERE empty({accounts: Array(String)}) OR account IN {accounts: Array(String)}
GROUP BY account, operator
