-- The operators who are pseudonymous.
SELECT account, operator, pseudonym
FROM pseudonyms FINAL
ORDER BY account, operator
