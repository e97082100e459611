-- Notes that the erasure of deliveries is finished.
ALTER TABLE thread_events
UPDATE is_erased = true
WHERE NOT is_erased
  AND (account, thread) IN arrayZip({accounts: Array(String)}, {threads: Array(String)})
  AND (segment_id, sequence) IN arrayZip({segment_ids: Array(UInt64)}, {sequences: Array(UInt64)})
