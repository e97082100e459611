-- Computes the facts of the chats of a run from their events and episodes: one SELECT for each kind. `operator` is null
-- where it is that of the episode. With is_own the copilot, page and attributes of the episode hold for it.
INSERT INTO run_facts
WITH
of_run AS
(
    SELECT * FROM run_events WHERE version = {version: UInt64}
),
episodes_of_run AS
(
    SELECT *, toString(number) AS name FROM run_episodes WHERE version = {version: UInt64}
),
known AS
(
    SELECT * FROM episodes_of_run WHERE episode > 0
),
counted AS
(
    -- What comes with an event: messages, state events, ratings, replies.
    SELECT
        account, thread, episode, concat('message_', author) AS kind, event_id AS ref, at, 0 AS value,
        toNullable(who) AS operator, is_in AS is_own
    FROM of_run
    WHERE author != ''

    UNION ALL
    SELECT
        account, thread, episode,
        if(author = 'operator', 'operator_message_unlinked', 'other_message_unlinked') AS kind, event_id AS ref, at,
        0 AS value, toNullable(who) AS operator, false AS is_own
    FROM of_run
    WHERE author IN ('operator', 'copilot', 'proactive') AND NOT is_linked

    UNION ALL
    SELECT
        account, thread, episode, mark AS kind, if(mark = 'chat_started', '', event_id) AS ref, at, 0 AS value,
        NULL AS operator, is_own
    FROM of_run
    WHERE mark != '' AND (is_linked OR mark != 'chat_started')

    UNION ALL
    SELECT
        ratings.account, ratings.thread, ratings.rated_in AS episode, concat('rating_', toString(stars)) AS kind,
        rated AS ref, ratings.at, 0 AS value, toNullable(before.who) AS operator, rated_in > 0 AS is_own
    FROM (SELECT * FROM of_run WHERE is_rating) AS ratings
    ASOF LEFT JOIN (SELECT * FROM of_run WHERE is_in AND author = 'operator') AS before
        ON before.account = ratings.account
        AND before.thread = ratings.thread
        AND before.episode = ratings.rated_in
        AND before.position < ratings.position

    UNION ALL
    SELECT
        account, thread, episode, 'reply' AS kind, turn_ref AS ref, turn_at AS at, events.at - turn_at AS value,
        toNullable(who) AS operator, true AS is_own
    FROM of_run AS events
    WHERE is_turn_end AND author = 'operator'

    -- What comes with an episode, at its close and at its start.
    UNION ALL
    SELECT
        account, thread, episode, 'episode_closed' AS kind, close_ref AS ref, assumeNotNull(closed_at) AS at,
        0 AS value, NULL AS operator, episode > 0 AS is_own
    FROM episodes_of_run
    WHERE closed_at IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, 'rated_closure' AS kind, close_ref AS ref, assumeNotNull(closed_at) AS at, 0 AS value,
        NULL AS operator, episode > 0 AS is_own
    FROM episodes_of_run
    WHERE closed_at IS NOT NULL AND rating > 0

    UNION ALL
    SELECT
        account, thread, episode, 'closure' AS kind, close_ref AS ref, assumeNotNull(closed_at) AS at,
        assumeNotNull(closed_at - started_at) AS value, NULL AS operator, true AS is_own
    FROM known
    WHERE closed_at IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, 'episode_started' AS kind, name AS ref, assumeNotNull(started_at) AS at, 0 AS value,
        NULL AS operator, true AS is_own
    FROM known

    UNION ALL
    SELECT
        account, thread, episode, 'episode_empty' AS kind, name AS ref, assumeNotNull(started_at) AS at, 0 AS value,
        NULL AS operator, true AS is_own
    FROM known
    WHERE (closed_at IS NOT NULL OR is_idle) AND first_visitor_message_at IS NULL

    UNION ALL
    SELECT
        account, thread, episode, 'episode_missed' AS kind, name AS ref, assumeNotNull(started_at) AS at, 0 AS value,
        NULL AS operator, true AS is_own
    FROM known
    WHERE NOT is_blocked AND (closed_at IS NOT NULL OR is_idle) AND messages_operator + messages_copilot = 0

    UNION ALL
    SELECT
        account, thread, episode, 'episode_unanswered' AS kind, name AS ref, assumeNotNull(started_at) AS at,
        0 AS value, NULL AS operator, true AS is_own
    FROM known
    WHERE NOT is_blocked AND first_visitor_message_at IS NOT NULL AND first_response_ms IS NULL

    UNION ALL
    SELECT
        account, thread, episode, 'first_response' AS kind, name AS ref, assumeNotNull(started_at) AS at,
        assumeNotNull(first_response_ms) AS value, toNullable(responded_by) AS operator, true AS is_own
    FROM known
    WHERE first_response_ms IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, 'first_answer' AS kind, name AS ref, assumeNotNull(started_at) AS at,
        assumeNotNull(first_answer_ms) AS value, toNullable(answered_by) AS operator, true AS is_own
    FROM known
    WHERE first_answer_ms IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, concat('copilot_', lower(copilot_outcome)) AS kind, name AS ref,
        assumeNotNull(started_at) AS at, 0 AS value, NULL AS operator, true AS is_own
    FROM known
    WHERE copilot_outcome != 'NONE'

    -- 1 where it becomes open and -1 where it ceases to be: all before a moment add up to 1 if it is open then. It is
    -- not while it is idle, between two activities.
    UNION ALL
    SELECT
        account, thread, episode, 'episode_open' AS kind, concat(name, '/start') AS ref,
        assumeNotNull(started_at) AS at, 1 AS value, NULL AS operator, true AS is_own
    FROM known

    UNION ALL
    SELECT
        account, thread, episode, 'episode_open' AS kind, concat(name, '/end') AS ref, open_until AS at, -1 AS value,
        NULL AS operator, true AS is_own
    FROM known

    UNION ALL
    SELECT
        account, thread, episode, 'episode_open' AS kind,
        concat(toString(episode + is_nameless), '/until/', toString(activity - 1)) AS ref,
        activity_before + {idle_gap_ms: Int64} AS at, -1 AS value, NULL AS operator, true AS is_own
    FROM of_run AS events
    WHERE activity > 1 AND events.at - activity_before > {idle_gap_ms: Int64}

    UNION ALL
    SELECT
        account, thread, episode, 'episode_open' AS kind,
        concat(toString(episode + is_nameless), '/again/', toString(activity - 1)) AS ref,
        events.at - 1 AS at, 1 AS value, NULL AS operator, true AS is_own
    FROM of_run AS events
    WHERE activity > 1 AND events.at - activity_before > {idle_gap_ms: Int64}
)
SELECT
    {version: UInt64} AS version,
    counted.account,
    counted.thread,
    counted.kind,
    counted.ref,
    fromUnixTimestamp64Milli(counted.at, 'UTC') AS moment,
    counted.value,
    coalesce(counted.operator, if(is_own, episodes.operator, '')) AS whose,
    is_own AND episodes.copilot_outcome != 'NONE' AS copilot,
    if(is_own, episodes.page, '') AS of_page,
    if(is_own, episodes.attributes, map()) AS of_attributes
FROM counted
LEFT JOIN episodes_of_run AS episodes
    ON episodes.account = counted.account
    AND episodes.thread = counted.thread
    AND episodes.episode = counted.episode
