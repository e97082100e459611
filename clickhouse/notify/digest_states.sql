-- Up to when every digest is in the outbox.
SELECT digest, about, toUnixTimestamp64Milli(handled_until) AS until_ms
FROM digest_states FINAL
ORDER BY digest, about
