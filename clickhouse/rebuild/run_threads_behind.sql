-- One slice of the chats that a new generation of numbers has not as they are: as count_behind says.
INSERT INTO run_threads (version, account, thread)
SELECT DISTINCT {version: UInt64}, account, thread
FROM
(
    SELECT account, thread FROM facts WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, thread FROM episodes_store WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, thread FROM thread_events WHERE sorted_in > {since: UInt64}
    UNION ALL
    SELECT account, thread
    FROM {episodes_store: Identifier} FINAL
    WHERE due_at <= fromUnixTimestamp64Milli({now_ms: Int64})
)
WHERE cityHash64(account, thread) % {slices: UInt32} = {slice: UInt32}
