-- Keeps what runs computed of each episode, as of a version, and takes away those that are no more, final ones aside.
INSERT INTO {episodes_store: Identifier}
SELECT
    account, thread, number,
    fromUnixTimestamp64Milli(started_at, 'UTC'),
    fromUnixTimestamp64Milli(first_visitor_message_at, 'UTC'),
    fromUnixTimestamp64Milli(last_activity_at, 'UTC'),
    fromUnixTimestamp64Milli(closed_at, 'UTC'),
    fromUnixTimestamp64Milli(idle_from, 'UTC'),
    is_idle, operator, page, attributes, messages_visitor, messages_operator, messages_copilot,
    is_blocked,
    fromUnixTimestamp64Milli(response_from, 'UTC'),
    first_response_ms, first_answer_ms, total_wait_ms,
    first_response_worked_ms, first_answer_worked_ms, total_wait_worked_ms, closure_worked_ms,
    is_outside_hours, rating, copilot_outcome,
    fromUnixTimestamp64Milli(waiting_since, 'UTC'),
    fromUnixTimestamp64Milli(if(limit_passes_at < due_at, limit_passes_at, due_at), 'UTC'),
    met, breached,
    fromUnixTimestamp64Milli(wait_due_at, 'UTC'),
    wait_due_target,
    waits_due,
    {version: UInt64}, 0
FROM run_episodes
LEFT JOIN
(
    SELECT
        account, thread, episode,
        arraySort(groupUniqArrayIf(target, result = 'breached')) AS breached,
        arraySort(arrayFilter(name -> NOT has(breached, name), groupUniqArrayIf(target, result = 'met'))) AS met,
        -- A millisecond later it is no longer kept.
        minOrNullIf(assumeNotNull(passes_at) + 1, result = 'pending' AND passes_at IS NOT NULL) AS limit_passes_at,
        minOrNullIf(assumeNotNull(passes_at), is_waited AND passes_at IS NOT NULL) AS wait_due_at,
        -- Of two at the same moment, always the same one.
        argMinIf(
            target,
            (assumeNotNull(passes_at), target),
            is_waited AND passes_at IS NOT NULL) AS wait_due_target,
        mapFromArrays(
            groupArrayIf(target, is_waited AND passes_at IS NOT NULL),
            groupArrayIf(
                fromUnixTimestamp64Milli(assumeNotNull(passes_at), 'UTC'),
                is_waited AND passes_at IS NOT NULL)) AS waits_due
    FROM run_targets
    WHERE version IN {runs: Array(UInt64)}
    GROUP BY account, thread, episode
) AS targets USING (account, thread, episode)
LEFT JOIN
(
    SELECT account, toUnixTimestamp64Milli(max(retention.since)) AS kept_since
    FROM retention
    WHERE kind = 'facts'
    GROUP BY account
) AS kept USING (account)
WHERE version IN {runs: Array(UInt64)} AND (episode > 0 OR closed_at IS NOT NULL)
  -- Else it is over for so long that no facts are kept of it.
  AND (due_at IS NOT NULL OR greatest(ifNull(closed_at, idle_from), ifNull(last_activity_at, 0)) >= kept_since)
UNION ALL
SELECT * REPLACE ({version: UInt64} AS version, 1 AS is_deleted)
FROM {episodes_store: Identifier} FINAL
WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version IN {runs: Array(UInt64)})
  AND (account, thread, number) NOT IN (
      SELECT account, thread, number
      FROM run_episodes
      WHERE version IN {runs: Array(UInt64)} AND (episode > 0 OR closed_at IS NOT NULL)
      UNION ALL
      SELECT account, thread, arrayJoin(range(1, episodes + 1))
      FROM final_threads FINAL
      WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version IN {runs: Array(UInt64)}))
