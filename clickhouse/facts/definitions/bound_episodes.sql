-- Up to where each episode reaches, and what it is by now. What looks over all events of an episode stands apart from
-- what is made of it: ClickHouse would analyse it again at each use.
bounded AS
(
    SELECT
        *,
        countIf(closes_episode) OVER of_episode > 0 AS is_closed,
        minIf(position, closes_episode) OVER of_episode AS close_position,
        minIf(moment, closes_episode) OVER of_episode AS closed_at,
        countIf(blocks_episode) OVER of_episode > 0 AS is_blocked,
        minIf(position, blocks_episode) OVER of_episode AS block_position,
        minIf(moment, blocks_episode) OVER of_episode AS blocked_at
    FROM cut_events
    WINDOW of_episode AS (PARTITION BY account, thread, episode)
),
inside AS
(
    SELECT
        *,
        is_closed AND position > close_position AND {tail_ms: Int64} > 0 AND moment <= closed_at + {tail_ms: Int64}
            AS is_in_tail,
        -- Up to its close, and in its tail; to a block, if it was not closed after it. What comes before a close
        -- without a start is of no episode.
        is_in_tail OR (episode > 0
            AND multiIf(is_closed, position <= close_position, is_blocked, position <= block_position, true)) AS is_in,
        is_in AND author != '' AS is_message_in,
        -- Where the start is not known, nobody's time is taken.
        is_message_in AND author != 'proactive' AND episode > 0 AS is_spoken,
        -- The start is the first of them.
        is_message_in OR (is_in AND mark = 'chat_started') AS is_activity,
        -- Nothing after a close or a block keeps it open.
        is_activity AND NOT is_in_tail AND (NOT is_blocked OR position < block_position) AS keeps_open
    FROM bounded
),
active AS
(
    SELECT
        *,
        maxIf(moment, is_activity) OVER of_episode AS last_activity,
        maxIf(moment, keeps_open) OVER of_episode AS kept_open_at,
        countIf(keeps_open) OVER earlier AS activities_before,
        maxIf(moment, keeps_open) OVER earlier AS activity_before,
        minIf(position, is_spoken AND author = 'visitor') OVER of_episode AS question_position,
        argMaxIf(author, position, is_spoken) OVER earlier AS spoke_before
    FROM inside
    WINDOW
        of_episode AS (PARTITION BY account, thread, episode),
        earlier AS (
            PARTITION BY account, thread, episode
            ORDER BY position
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
alive AS
(
    SELECT
        *,
        if(is_blocked, blocked_at, kept_open_at + {idle_gap_ms: Int64} + 1) AS idle_since,
        episode > 0 AND NOT is_closed AND idle_since <= {now_ms: Int64} AS is_idle,
        is_in AND (is_closed OR NOT is_idle OR moment <= last_activity) AS is_own,

        -- Turns: a visitor's message after none of his, up to the next that is not his.
        is_spoken AND author = 'visitor' AND spoke_before != 'visitor' AS is_turn_start,
        is_spoken AND author != 'visitor' AND spoke_before = 'visitor' AS is_turn_end,
        is_spoken AND question_position > 0 AND position > question_position AS is_later
    FROM active
),
answered AS
(
    SELECT
        *,
        minIf(position, is_later AND author = 'operator') OVER of_episode AS response_position,
        minIf(position, is_later AND author IN ('operator', 'copilot')) OVER of_episode AS answer_position,
        argMaxIf(event_id, position, is_turn_start) OVER earlier AS turn_ref,
        argMaxIf(moment, position, is_turn_start) OVER earlier AS turn_at
    FROM alive
    WINDOW
        of_episode AS (PARTITION BY account, thread, episode),
        earlier AS (
            PARTITION BY account, thread, episode
            ORDER BY position
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
