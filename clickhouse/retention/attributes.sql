-- Takes the attributes out of events of these chats that are older than a time.
ALTER TABLE thread_events
UPDATE attributes = CAST(map(), 'Map(LowCardinality(String), String)')
WHERE account = {account: String} AND thread IN {threads: Array(String)} AND notEmpty(attributes)
  AND (received_at < {before: DateTime64(3)} OR (source = 'api' AND occurred_at < {before: DateTime64(3)}))
