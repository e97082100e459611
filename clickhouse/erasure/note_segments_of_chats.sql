-- Notes the segments of spools that held deliveries of chats.
INSERT INTO erased_segments (segment_id, erased_at)
SELECT DISTINCT segment_id, now64(3)
FROM thread_events
WHERE (account, thread) IN arrayZip({accounts: Array(String)}, {threads: Array(String)})
  AND segment_id < 9223372036854775808
