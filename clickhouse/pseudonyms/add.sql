-- Notes that an operator is pseudonymous.
INSERT INTO pseudonyms (account, operator, pseudonym, requested_at)
SELECT {account: String}, {operator: String}, {pseudonym: String}, now64(3)
