-- Chats of an account with events older than a time that told attributes, of which these are not taken out everywhere.
SELECT account, thread
FROM thread_events
WHERE account = {account: String} AND thread > {after: String} AND NOT is_erased AND attributes_seen
  AND (received_at < {before: DateTime64(3)} OR (source = 'api' AND occurred_at < {before: DateTime64(3)}))
GROUP BY account, thread
ORDER BY account, thread
LIMIT {limit: UInt32}
