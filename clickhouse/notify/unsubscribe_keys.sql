-- With what links are signed, the first of them first: that one signs, and all verify.
SELECT key FROM unsubscribe_keys ORDER BY created_at, key
