-- About how many chats there are of which anything was written after a version: samples, episodes, or events that came to
-- them.
SELECT uniq(account, subject) AS subjects
FROM
(
    SELECT account, subject FROM samples WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, subject FROM episodes_store WHERE version > {since: UInt64}
    UNION ALL
    SELECT account, subject FROM subject_events WHERE sorted_in > {since: UInt64}
)
