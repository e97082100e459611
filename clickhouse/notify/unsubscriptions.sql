-- Who wants no more of which digest.
SELECT digest, receiver, toUnixTimestamp64Milli(changed_at) AS since_ms
FROM unsubscriptions FINAL
WHERE is_off
ORDER BY digest, receiver
