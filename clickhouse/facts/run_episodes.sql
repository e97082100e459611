-- Computes every episode of the chats of a run from their events. A moment of 0 is none.
INSERT INTO run_episodes
WITH
seen AS
(
    SELECT
        account, thread, episode,
        episode > 0 AS is_known,
        any(is_nameless) AS nameless,
        any(former_episodes) AS former,
        any(is_closed) AS closed,
        any(is_blocked) AS blocked,
        any(is_idle) AS idle,
        any(idle_since) AS idles_at,
        any(last_activity) AS last_activity_at,
        minIf(at, starts_episode) AS begins,
        maxIf(at, closes_episode) AS close,
        minIf(worked, starts_episode) AS worked_at_start,
        maxIf(worked, closes_episode) AS worked_at_close,
        maxIf(worked, at <= last_activity) AS worked_at_last_activity,
        anyIf(is_outside_hours, starts_episode) AS starts_outside_hours,
        anyIf(is_outside_hours, if(is_closed, closes_episode, at = last_activity)) AS ends_outside_hours,
        anyIf(event_id, closes_episode) AS close_ref,

        argMaxIf(who, position, is_in AND author = 'operator') AS operator,
        countIf(is_in AND author = 'visitor') AS from_visitor,
        countIf(is_in AND author = 'operator') AS from_operator,
        countIf(is_in AND author = 'copilot') AS from_copilot,
        argMaxIf(author, position, is_in AND author != '') AS last_author,
        if(
            countIf(tells_page) > 0,
            argMinIf(page, position, tells_page),
            anyIf(page_before, if(episode > 0, starts_episode, closes_episode))) AS of_page,
        if(
            countIf(tells_attributes) > 0,
            argMaxIf(attributes, position, tells_attributes),
            anyIf(attributes_before, if(episode > 0, starts_episode, closes_episode))) AS of_attributes,

        countIf(is_question) > 0 AS is_asked,
        minIf(at, is_question) AS question_at,
        minIf(worked, is_question) AS worked_at_question,
        minIf(position, is_question) AS question_position,
        countIf(is_response) > 0 AS is_responded,
        minIf(at, is_response) AS response_at,
        minIf(worked, is_response) AS worked_at_response,
        anyIf(who, is_response) AS responded_by,
        countIf(is_answer) > 0 AS is_answered,
        minIf(at, is_answer) AS answer_at,
        minIf(worked, is_answer) AS worked_at_answer,
        anyIf(who, is_answer) AS answered_by,
        countIf(hands_over) > 0 AS is_handed_over,
        minIf(at, hands_over) AS handed_over_at,
        minIf(worked, hands_over) AS worked_at_hand_over,
        countIf(is_turn_start) > countIf(is_turn_end) AS is_waiting,
        maxIf(at, is_turn_start) AS waits_since,
        maxIf(worked, is_turn_start) AS worked_at_last_turn,
        sumIf(at - turn_at, is_turn_end) AS waited_in_turns,
        sumIf(worked - turn_worked, is_turn_end) AS worked_in_turns,

        anyIf(is_copilot_on, is_question) OR maxIf(position, is_own AND mark = 'copilot_enabled') > question_position
            AS is_copilot_on_then,
        maxIf(position, is_in AND author = 'copilot') > question_position AS is_copilot_heard,
        countIf(is_own AND is_hand_off AND is_copilot_on) > 0 AS is_taken_from_copilot
    FROM run_events
    WHERE version = {version: UInt64}
    GROUP BY account, thread, episode
    HAVING is_known OR closed
),
ended AS
(
    SELECT
        *,
        closed OR idle AS is_over,
        multiIf(closed, close, idle, last_activity_at, 0) AS ends,
        leadInFrame(begins) OVER (
            PARTITION BY account, thread
            ORDER BY episode
            ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS next_begins,
        ends + 7 * 86400000 AS week_after,
        is_over AND week_after < {now_ms: Int64} AS is_week_over
    FROM seen
),
rated_episodes AS
(
    SELECT account, thread, rated_in, argMax(stars, position) AS last_stars
    FROM run_events
    WHERE version = {version: UInt64} AND is_rating
    GROUP BY account, thread, rated_in
)
SELECT
    {version: UInt64} AS version,
    account,
    thread,
    episode,
    former + if(is_known, episode + nameless, 1) AS number,
    if(is_known, begins, NULL) AS started_at,
    if(is_known AND is_asked, question_at, NULL) AS first_visitor_message_at,
    if(is_known, ended.last_activity_at, NULL) AS last_activity_at,
    if(closed, close, NULL) AS closed_at,
    close_ref,
    if(is_known, if(closed, least(close, idles_at), idles_at), NULL) AS idle_from,
    greatest(if(closed, least(close, idles_at), idles_at) - 1, begins) AS open_until,
    idle,
    blocked,
    operator,
    of_page,
    of_attributes,
    from_visitor,
    from_operator,
    from_copilot,
    if(is_over, ends, NULL) AS ended_at,
    if(is_week_over, next_begins BETWEEN 1 AND week_after, NULL) AS is_repeated,
    multiIf(NOT is_over, idles_at, is_week_over, NULL, week_after + 1) AS due_at,
    if(is_asked, if(is_handed_over, handed_over_at, question_at), NULL) AS response_from,
    if(is_responded, response_at - response_from, NULL) AS first_response_ms,
    if(
        is_responded,
        worked_at_response - if(is_handed_over, worked_at_hand_over, worked_at_question),
        NULL) AS first_response_worked_ms,
    responded_by,
    if(is_answered, answer_at - question_at, NULL) AS first_answer_ms,
    if(is_answered, worked_at_answer - worked_at_question, NULL) AS first_answer_worked_ms,
    answered_by,
    if(
        is_over AND is_answered,
        waited_in_turns + if(is_waiting, greatest(ends - waits_since, 0), 0),
        NULL) AS total_wait_ms,
    if(
        is_over AND is_answered,
        worked_in_turns + if(
            is_waiting,
            greatest(if(closed, worked_at_close, worked_at_last_activity) - worked_at_last_turn, 0),
            0),
        NULL) AS total_wait_worked_ms,
    if(closed AND is_known, worked_at_close - worked_at_start, NULL) AS closure_worked_ms,
    is_known AND starts_outside_hours,
    ends_outside_hours,
    last_stars,
    is_asked AND is_copilot_on_then AS is_copilot_eligible,
    multiIf(
        NOT is_known OR from_copilot = 0, 'NONE',
        from_operator > 0 OR is_taken_from_copilot, 'HANDED_OFF',
        NOT is_over, 'PENDING',
        is_asked AND is_copilot_heard AND (closed OR last_author != 'visitor'), 'RESOLVED',
        'ABANDONED') AS copilot_outcome,
    if(is_known AND NOT closed AND NOT blocked AND is_waiting, waits_since, NULL) AS waiting_since
FROM ended
LEFT JOIN rated_episodes
    ON rated_episodes.account = ended.account
    AND rated_episodes.thread = ended.thread
    AND rated_episodes.rated_in = ended.episode
