-- Computes the facts of the chats of a run from their events and episodes. `operator` is null where it is that of the
-- episode; `worked` is how much of `value` lies within working hours. With is_own the copilot, page and attributes of
-- the episode hold for it. `is_outside_hours` is that of `at`; null where it is that of the start of the episode, as
-- what is open at a moment has no other.
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
    SELECT
        *,
        first_visitor_message_at IS NOT NULL AS is_engaged,
        ended_at IS NOT NULL AS is_over,
        is_over AND is_engaged AND NOT is_blocked AS is_owed_an_answer
    FROM episodes_of_run
    WHERE episode > 0
),
counted AS
(
    -- What comes with an event: messages, state events, ratings, replies.
    SELECT
        account, thread, episode, concat('message_', author) AS kind, event_id AS ref, at, 0 AS value, 0 AS worked,
        toNullable(who) AS operator, is_in AS is_own, is_outside_hours
    FROM of_run
    WHERE author != ''

    UNION ALL
    SELECT
        account, thread, episode,
        if(author = 'operator', 'operator_message_unlinked', 'other_message_unlinked') AS kind, event_id AS ref, at,
        0 AS value, 0 AS worked, toNullable(who) AS operator, false AS is_own, is_outside_hours
    FROM of_run
    WHERE author IN ('operator', 'copilot', 'proactive') AND NOT is_linked

    UNION ALL
    SELECT
        account, thread, episode, mark AS kind, if(mark = 'chat_started', '', event_id) AS ref, at,
        0 AS value, 0 AS worked, NULL AS operator, is_own, is_outside_hours
    FROM of_run
    WHERE mark != '' AND (is_linked OR mark != 'chat_started')

    UNION ALL
    SELECT
        ratings.account, ratings.thread, ratings.rated_in AS episode, concat('rating_', toString(stars)) AS kind,
        concat(toString(rated_in + is_nameless), '/', rated) AS ref, ratings.at, 0 AS value, 0 AS worked,
        toNullable(before.who) AS operator, rated_in > 0 OR is_nameless AS is_own,
        ratings.is_outside_hours
    FROM (SELECT * FROM of_run WHERE is_rating) AS ratings
    ASOF LEFT JOIN (SELECT * FROM of_run WHERE is_in AND author = 'operator') AS before
        ON before.account = ratings.account
        AND before.thread = ratings.thread
        AND before.episode = ratings.rated_in
        AND before.position < ratings.position

    UNION ALL
    SELECT
        account, thread, episode, 'reply' AS kind,
        concat(toString(former_episodes + episode + is_nameless), '/', turn_ref) AS ref,
        turn_at AS at, events.at - turn_at AS value, events.worked - turn_worked AS worked, toNullable(who) AS operator,
        true AS is_own, is_turn_outside AS is_outside_hours
    FROM of_run AS events
    WHERE is_turn_end AND author = 'operator'

    -- What comes with an episode, at its close, its end and its start.
    UNION ALL
    SELECT
        account, thread, episode, 'episode_closed' AS kind, close_ref AS ref, assumeNotNull(closed_at) AS at,
        0 AS value, 0 AS worked, NULL AS operator, true AS is_own, ends_outside_hours AS is_outside_hours
    FROM episodes_of_run
    WHERE closed_at IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, 'rated_closure' AS kind, close_ref AS ref, assumeNotNull(closed_at) AS at,
        0 AS value, 0 AS worked, NULL AS operator, true AS is_own, ends_outside_hours AS is_outside_hours
    FROM episodes_of_run
    WHERE closed_at IS NOT NULL AND rating > 0

    UNION ALL
    SELECT
        account, thread, episode, 'closure' AS kind, close_ref AS ref, assumeNotNull(closed_at) AS at,
        assumeNotNull(closed_at - started_at) AS value, assumeNotNull(closure_worked_ms) AS worked,
        NULL AS operator, true AS is_own, ends_outside_hours AS is_outside_hours
    FROM known
    WHERE closed_at IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, if(is_repeated, 'episode_repeated', 'episode_not_repeated') AS kind, name AS ref,
        assumeNotNull(ended_at) AS at, 0 AS value, 0 AS worked, NULL AS operator, true AS is_own,
        ends_outside_hours AS is_outside_hours
    FROM episodes_of_run
    WHERE is_repeated IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, fact.2 AS kind, name AS ref, assumeNotNull(started_at) AS at, 0 AS value, 0 AS worked,
        NULL AS operator, true AS is_own, is_outside_hours
    FROM known
    ARRAY JOIN [
        (true, 'episode_started'),
        (is_engaged, 'episode_engaged'),
        (is_over AND NOT is_engaged, 'episode_empty'),
        (is_engaged AND is_outside_hours, 'episode_outside_hours'),
        (is_owed_an_answer AND messages_operator + messages_copilot = 0, 'episode_missed'),
        (is_owed_an_answer AND messages_operator = 0 AND copilot_outcome != 'RESOLVED', 'episode_unanswered'),
        (is_copilot_eligible, 'copilot_eligible'),
        (is_copilot_eligible AND is_over AND messages_operator + messages_copilot = 0, 'copilot_silent'),
        (copilot_outcome != 'NONE', concat('copilot_', lower(copilot_outcome))),
        (copilot_outcome = 'RESOLVED' AND NOT is_repeated, 'copilot_durable'),
        (copilot_outcome = 'RESOLVED' AND is_repeated, 'copilot_not_durable')
    ] AS fact
    WHERE fact.1

    UNION ALL
    SELECT
        account, thread, episode, 'first_response' AS kind, name AS ref, assumeNotNull(started_at) AS at,
        assumeNotNull(first_response_ms) AS value, assumeNotNull(first_response_worked_ms) AS worked,
        toNullable(responded_by) AS operator, true AS is_own, is_outside_hours
    FROM known
    WHERE first_response_ms IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, 'first_answer' AS kind, name AS ref, assumeNotNull(started_at) AS at,
        assumeNotNull(first_answer_ms) AS value, assumeNotNull(first_answer_worked_ms) AS worked,
        toNullable(answered_by) AS operator, true AS is_own, is_outside_hours
    FROM known
    WHERE first_answer_ms IS NOT NULL

    UNION ALL
    SELECT
        account, thread, episode, 'total_wait' AS kind, name AS ref, assumeNotNull(started_at) AS at,
        assumeNotNull(total_wait_ms) AS value, assumeNotNull(total_wait_worked_ms) AS worked,
        NULL AS operator, true AS is_own, is_outside_hours
    FROM known
    WHERE total_wait_ms IS NOT NULL

    -- 1 where it becomes open and -1 where it ceases to be: all before a moment add up to 1 if it is open then. It is
    -- not while it is idle, between two activities.
    UNION ALL
    SELECT
        account, thread, episode, 'episode_open' AS kind, concat(name, '/start') AS ref,
        assumeNotNull(started_at) AS at, 1 AS value, 1 AS worked, NULL AS operator, true AS is_own, is_outside_hours
    FROM known

    UNION ALL
    SELECT
        account, thread, episode, 'episode_open' AS kind, concat(name, '/end') AS ref, open_until AS at,
        -1 AS value, -1 AS worked, NULL AS operator, true AS is_own, is_outside_hours
    FROM known

    UNION ALL
    SELECT
        account, thread, episode, 'episode_open' AS kind,
        concat(toString(former_episodes + episode + is_nameless), '/until/', toString(activity - 1)) AS ref,
        activity_before + {idle_gap_ms: Int64} AS at, -1 AS value, -1 AS worked, NULL AS operator, true AS is_own,
        NULL AS is_outside_hours
    FROM of_run AS events
    WHERE activity > 1 AND events.at - activity_before > {idle_gap_ms: Int64}

    UNION ALL
    SELECT
        account, thread, episode, 'episode_open' AS kind,
        concat(toString(former_episodes + episode + is_nameless), '/again/', toString(activity - 1)) AS ref,
        events.at - 1 AS at, 1 AS value, 1 AS worked, NULL AS operator, true AS is_own, NULL AS is_outside_hours
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
    counted.worked,
    coalesce(counted.operator, if(is_own, episodes.operator, '')) AS whose,
    is_own AND episodes.copilot_outcome != 'NONE' AS copilot,
    coalesce(counted.is_outside_hours, episodes.is_outside_hours) AS outside_hours,
    if(is_own, episodes.page, '') AS of_page,
    if(is_own, episodes.attributes, map()) AS of_attributes
FROM counted
LEFT JOIN episodes_of_run AS episodes
    ON episodes.account = counted.account
    AND episodes.thread = counted.thread
    AND episodes.episode = counted.episode
