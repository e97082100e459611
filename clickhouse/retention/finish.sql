-- Notes that the attributes of these events are gone, also from what is computed of them.
ALTER TABLE thread_events
UPDATE is_erased = true
WHERE account = {account: String} AND thread IN {threads: Array(String)} AND NOT is_erased
  AND attributes_seen AND empty(attributes)
  AND (received_at < {before: DateTime64(3)} OR (source = 'api' AND occurred_at < {before: DateTime64(3)}))
