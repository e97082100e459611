-- Computes what became of every episode and turn that a target covers, from the events and episodes of a run: "Targets"
-- in docs/metrics.md. A moment of 0 is none.
INSERT INTO run_targets
WITH
hours AS
(
    SELECT account AS hours_of, from_ms AS hours_from, worked AS worked_before, is_open, true AS has_hours
    FROM working_hours FINAL
    WHERE edition = {hours_edition: UInt64}
),
of_events AS
(
    SELECT
        account, thread, episode,
        minIf(worked, starts_episode) AS worked_at_start,
        minIf(worked, is_question) AS worked_at_question,
        if(countIf(hands_over) > 0, minIf(worked, hands_over), worked_at_question) AS worked_at_response_from,
        arraySort(groupArrayIf(
            (position, turn_at, at - turn_at, turn_worked, worked - turn_worked, turn_ref, author, who,
                is_turn_outside),
            is_turn_end)) AS turns,
        countIf(is_turn_start) > length(turns) AS is_waiting,
        argMaxIf(event_id, position, is_turn_start) AS last_turn_ref,
        maxIf(at, is_turn_start) AS last_turn_at,
        maxIf(worked, is_turn_start) AS worked_at_last_turn,
        argMaxIf(is_outside_hours, position, is_turn_start) AS is_last_turn_outside,
        notEmpty(turns) AND argMaxIf(may_be_last_word, position, is_turn_start)
            AND maxIf(position, is_turn_start) = maxIf(position, is_in AND author = 'visitor') AS is_last_word
    FROM run_events
    WHERE version = {version: UInt64} AND episode > 0
    GROUP BY account, thread, episode
),
covered AS
(
    SELECT
        *,
        toString(number) AS name,
        assumeNotNull(started_at) AS begins,
        first_visitor_message_at IS NOT NULL AS is_asked,
        ended_at IS NOT NULL AS is_over,
        waiting_since IS NOT NULL AS is_waited_in,
        -- An idle episode is over when it became idle.
        assumeNotNull(multiIf(closed_at IS NOT NULL, closed_at, is_idle, idle_from, {now_ms: Int64})) AS until
    FROM run_episodes
    WHERE version = {version: UInt64} AND episode > 0 AND NOT is_blocked
),
timed AS
(
    SELECT
        covered.account AS account, covered.thread AS thread, covered.episode AS episode,
        covered.* EXCEPT (account, thread, episode),
        of_events.* EXCEPT (account, thread, episode),
        if(has_hours, worked_before + is_open * (until - hours_from), until) AS worked_until
    FROM covered
    INNER JOIN of_events USING (account, thread, episode)
    ASOF LEFT JOIN hours ON covered.account = hours_of AND covered.until >= hours_from
),
-- Of each wait: of which measure, whether there is one, its ref and anchor, its length on both clocks, who ended it;
-- since when it has gone on, what went before that, whether the visitor waits now, and may have had the last word.
waits AS
(
    SELECT
        account, thread, episode, operator, page, attributes, copilot_outcome != 'NONE' AS copilot, is_over, until,
        worked_until,
        wait.1 AS measure, wait.3 AS ref, wait.4 AS at, wait.5 AS value, wait.6 AS worked, wait.7 AS ended_by,
        wait.8 AS since, wait.9 AS worked_since, wait.10 AS before, wait.11 AS is_waited, wait.12 AS is_last,
        wait.13 AS starts_outside
    FROM timed
    ARRAY JOIN arrayConcat(
        [
            (
                'FIRST_RESPONSE', is_asked, name, begins, first_response_ms, first_response_worked_ms, responded_by,
                ifNull(response_from, 0), worked_at_response_from, [], is_waited_in, false, is_outside_hours),
            (
                'FIRST_ANSWER', is_asked, name, begins, first_answer_ms, first_answer_worked_ms, answered_by,
                ifNull(first_visitor_message_at, 0), worked_at_question, [], is_waited_in, false, is_outside_hours),
            -- Of what nobody has answered there is none before the end.
            (
                'TOTAL_WAIT', is_asked, name, begins, total_wait_ms, total_wait_worked_ms, operator,
                if(is_waiting AND (is_over OR notEmpty(turns)), last_turn_at, 0), worked_at_last_turn,
                arrayMap(turn -> (turn.2, turn.3, turn.4, turn.5), turns), is_waited_in, false, is_outside_hours),
            (
                'CLOSURE', true, name, begins, closed_at - started_at, closure_worked_ms, operator,
                begins, worked_at_start, [], false, false, is_outside_hours),
            (
                'REPLY', is_waiting, concat(name, '/', last_turn_ref), last_turn_at, NULL, NULL, operator,
                last_turn_at, worked_at_last_turn, [], is_waited_in, is_last_word, is_last_turn_outside)
        ],
        arrayMap(
            turn -> (
                'REPLY', turn.7 = 'operator', concat(name, '/', turn.6), turn.2, turn.3, turn.5, turn.8,
                turn.2, turn.4, [], false, false, turn.9),
            turns)) AS wait
    WHERE wait.2
),
judged AS
(
    SELECT
        waits.*,
        rules.target AS target,
        rules.within_ms AS within,
        rules.is_working AS is_by_working_hours,
        if(is_by_working_hours, waits.worked, waits.value) AS took,
        arrayMap(stretch -> if(is_by_working_hours, stretch.4, stretch.2), before) AS lengths_before,
        if(is_by_working_hours, worked_until - worked_since, until - since) AS length,
        arraySum(lengths_before) + if(since > 0, greatest(length, 0), 0) AS so_far,
        multiIf(
            took IS NOT NULL, if(took <= within, 'met', 'breached'),
            is_last AND NOT last_word_is_breach, 'last_word',
            so_far > within, 'breached',
            NOT is_over, 'pending',
            early_is_breach, 'breached',
            'ended_early') AS result
    FROM waits
    INNER JOIN
    (
        SELECT * FROM target_rules FINAL WHERE edition = {targets_edition: UInt64} AND target != ''
    ) AS rules ON rules.measure = waits.measure
    WHERE at >= from_ms AND at < until_ms
      AND (empty(accounts) OR has(accounts, account))
      AND (empty(copilots) OR has(copilots, copilot))
      AND (empty(pages) OR has(pages, page))
      AND arrayAll(
          (name, values) -> has(values, waits.attributes[name]),
          mapKeys(rules.attributes),
          mapValues(rules.attributes))
),
-- Where the limit passes: in a stretch before, or in the one that goes on, if any; and there after so much more.
limited AS
(
    SELECT
        *,
        took IS NULL AND NOT is_over AND result != 'last_word' AS is_running,
        arrayFirstIndex(gone -> gone > within, arrayCumSum(lengths_before)) AS passed_in,
        if(passed_in > 0, before[passed_in].1, since) AS runs_since,
        if(passed_in > 0, before[passed_in].3, worked_since) AS runs_since_worked,
        if(passed_in > 0, arraySlice(lengths_before, 1, passed_in - 1), lengths_before) AS gone_before,
        within - arraySum(gone_before) AS left,
        runs_since_worked + left AS worked_then
    FROM judged
)
SELECT
    {version: UInt64} AS version,
    account, thread, episode, target, result, ref, at,
    if(took IS NULL, operator, ended_by) AS whose,
    starts_outside,
    is_waited,
    -- Where it is used up when work ends, that is when work begins again.
    multiIf(
        NOT is_running OR runs_since = 0, NULL,
        NOT is_by_working_hours, runs_since + left,
        has_hours, greatest(hours_from + worked_then - worked_before, runs_since),
        worked_then) AS passes_at
FROM limited
ASOF LEFT JOIN (SELECT * FROM hours WHERE is_open) AS opened
    ON limited.account = opened.hours_of AND limited.worked_then >= opened.worked_before
