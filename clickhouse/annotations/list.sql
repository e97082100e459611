-- The annotations of a range that concern some accounts, no accounts being all, by their time.
SELECT id, account, start_at, end_at, text, created_at
FROM annotations FINAL
WHERE NOT is_removed
    AND start_at < {to: DateTime64(3, 'UTC')} AND ifNull(end_at, start_at) >= {from: DateTime64(3, 'UTC')}
    AND (empty({accounts: Array(String)}) OR account = '' OR has({accounts: Array(String)}, account))
ORDER BY start_at, id
LIMIT {limit: UInt32}
