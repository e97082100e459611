-- Notes a key, unless there is one.
INSERT INTO unsubscribe_keys (key, created_at)
SELECT {key: String}, now64(3)
WHERE (SELECT count() FROM unsubscribe_keys) = 0
