-- Sorts the events of the chats of a run and cuts them into episodes, from all events of those chats. What each is to
-- its episode is made of that in run_events: ClickHouse takes long to analyse a statement with as many levels as both
-- would have together. In the files that are included here, in run_events, run_episodes, run_facts and run_targets
-- stand the definitions of docs/metrics.md, and nowhere else. Times are milliseconds.
INSERT INTO run_cut_events
WITH
/* include facts/definitions/sorted_events */,
/* include facts/definitions/cut_episodes */,
/* include facts/definitions/judge_ratings */
SELECT
    {version: UInt64} AS version,
    account,
    thread,
    position,
    moment,
    event_id,
    episode,
    is_nameless,
    is_linked,
    mark,
    author,
    who,
    is_copilot_on,
    is_hand_off,
    page_seen,
    page,
    if(starts_episode OR closes_episode, previous_page, '') AS page_before,
    attributes_seen,
    attributes,
    if(starts_episode OR closes_episode, previous_attributes, map()) AS attributes_before,
    starts_episode,
    closes_episode,
    blocks_episode,
    may_be_last_word,
    stars,
    rated,
    is_rating,
    rated_in,
    former_episodes
FROM judged
-- Without the setting ClickHouse takes four times as long to analyse a statement this long, more than to execute it.
SETTINGS optimize_and_compare_chain = 0, optimize_extract_common_expressions = 0
