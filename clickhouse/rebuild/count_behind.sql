-- About how many chats a new generation of numbers has not as they are: of which anything was written since a version
-- in the present one, or events came to them, or which time has changed.
SELECT uniq(account, thread) AS threads
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
