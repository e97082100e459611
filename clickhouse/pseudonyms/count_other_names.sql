-- Whether an operator is called otherwise than by the pseudonym anywhere in the list of names.
SELECT count() AS names
FROM operators_store
WHERE account = {account: String} AND operator = {operator: String} AND latest.4 != {pseudonym: String}
