-- The entries of the audit of a range, the latest first.
SELECT at, action, caller_kind, caller_id, caller_name, object
FROM audit FINAL
WHERE at >= {from: DateTime64(3)} AND at < {to: DateTime64(3)}
ORDER BY at DESC, entry
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
