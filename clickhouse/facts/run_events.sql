-- Computes what every event of a run is to its episode.
INSERT INTO run_events
WITH
cut_events AS
(
    SELECT * FROM run_cut_events WHERE version = {version: UInt64}
),
/* include facts/definitions/bound_episodes */,
/* include facts/definitions/tell_working_time */
SELECT
    {version: UInt64} AS version,
    account,
    thread,
    episode,
    is_nameless,
    position,
    moment,
    worked,
    is_outside_hours,
    event_id,
    is_linked,
    mark,
    author,
    who,
    is_copilot_on,
    is_hand_off,
    -- Of an episode with an unknown start, the first that is known is its close.
    (is_own OR closes_episode) AND page_seen AS tells_page,
    page,
    page_before,
    -- The end of an episode is its close.
    (is_own OR closes_episode) AND NOT is_in_tail AND attributes_seen AS tells_attributes,
    attributes,
    attributes_before,
    starts_episode,
    closes_episode,
    is_closed,
    is_blocked,
    is_idle,
    idle_since,
    last_activity,
    is_in,
    is_own,
    if(keeps_open, activities_before + 1, 0) AS activity,
    activity_before,
    position = question_position AS is_question,
    position = response_position AS is_response,
    position = answer_position AS is_answer,
    is_own AND is_hand_off AND is_copilot_on
        AND question_position BETWEEN 1 AND position AND (response_position = 0 OR position < response_position)
        AS hands_over,
    is_turn_start,
    is_turn_end,
    turn_ref,
    turn_at,
    turn_worked,
    is_turn_outside,
    may_be_last_word,
    stars,
    rated,
    is_rating,
    rated_in,
    former_episodes
FROM timed
SETTINGS optimize_and_compare_chain = 0, optimize_extract_common_expressions = 0
