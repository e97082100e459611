-- Notes a slice of the chats that are over and older than a time: from now on what was counted of them is final. What
-- later events need of those before is taken from the events, else from the note of a former time.
INSERT INTO final_threads (account, thread, until, episodes, is_closed, copilot, page, version)
WITH
former AS
(
    SELECT thread, until, episodes, is_closed, copilot, page
    FROM final_threads FINAL
    WHERE account = {account: String} AND cityHash64(thread) % {slices: UInt32} = {slice: UInt32}
),
over AS
(
    SELECT
        thread,
        any(former.until) AS former_until,
        any(former.episodes) AS former_episodes,
        any(former.is_closed) AS was_closed,
        any(former.copilot) AS former_copilot,
        any(former.page) AS former_page,
        argMaxIf(
            if(event_type = 'user.enabled_copilot', 2, 1),
            (occurred_at, event_type = 'user.disabled_copilot', event_id),
            occurred_at >= former.until AND event_type IN ('user.enabled_copilot', 'user.disabled_copilot'))
            AS switched,
        countIf(occurred_at >= former.until AND page_seen) AS pages_seen,
        argMaxIf(thread_events.page, (occurred_at, event_id), occurred_at >= former.until AND page_seen) AS seen
    FROM thread_events
    LEFT JOIN former USING (thread)
    WHERE account = {account: String} AND cityHash64(thread) % {slices: UInt32} = {slice: UInt32}
    GROUP BY thread
    /* include retention/definitions/over */
    -- Else facts would keep their attributes for good: these go before, with the texts.
    AND countIf(attributes_seen AND NOT is_erased) = 0
),
counted AS
(
    SELECT thread, max(number) AS episodes, argMax(closed_at IS NOT NULL, number) AS is_closed
    FROM episodes_store FINAL
    WHERE account = {account: String} AND thread IN (SELECT thread FROM over)
    GROUP BY thread
)
SELECT
    {account: String},
    thread,
    {until: DateTime64(3)},
    greatest(counted.episodes, former_episodes),
    if(counted.episodes > former_episodes, counted.is_closed, was_closed),
    if(switched > 0, switched, former_copilot),
    if(pages_seen > 0, seen, former_page),
    {version: UInt64}
FROM over
LEFT JOIN counted USING (thread)
WHERE former_until < {until: DateTime64(3)}
