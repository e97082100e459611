-- Takes the attributes out of the events of deliveries, among those of these chats and messages.
ALTER TABLE thread_events
UPDATE attributes = CAST(map(), 'Map(LowCardinality(String), String)')
WHERE notEmpty(attributes)
  AND (account, thread) IN arrayZip({accounts: Array(String)}, {threads: Array(String)})
  AND (segment_id, sequence) IN arrayZip({segment_ids: Array(UInt64)}, {sequences: Array(UInt64)})
