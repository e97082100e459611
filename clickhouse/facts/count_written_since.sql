-- About how many chats there are of which anything was written after a version: facts, episodes, or events that came to
-- them.
SELECT uniq(account, thread) AS threads
FROM
(
    SELECT account, thread FROM facts WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, thread FROM episodes_store WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, thread FROM thread_events WHERE sorted_in > {since: UInt64}
)
