-- Takes bodies and attributes out of an account's deliveries of a month that are older than a time, as an erasure does.
ALTER TABLE deliveries_store
UPDATE body = '', attributes = CAST(map(), 'Map(LowCardinality(String), String)'), is_erased = true
WHERE toYYYYMM(received_at) = {month: UInt32} AND account = {account: String} AND NOT is_erased
  AND (received_at < {before: DateTime64(3)} OR (source = 'api' AND occurred_at < {before: DateTime64(3)}))
