-- Notes the state events of a run's chats, of the last seven days, that are dated before a message of their chat which
-- was received before them: those whose time is taken from a field that does not move.
INSERT INTO state_events_dated_before (account, thread, event_id, received_at)
SELECT account, thread, event_id, came
FROM
(
    SELECT
        account, thread, event_id, came, moment,
        startsWith(type, 'user.') AND type != 'user.created' AS is_state,
        maxIf(moment, type = 'message.created') OVER (
            PARTITION BY account, thread ORDER BY came, place
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS latest_message
    FROM
    (
        SELECT
            account, thread, event_id,
            min(received_at) AS came,
            argMin(sequence, (received_at, sequence)) AS place,
            argMin(occurred_at, (received_at, sequence)) AS moment,
            any(event_type) AS type
        FROM thread_events
        WHERE startsWith(thread, 'chat/') AND source = 'webhook'
          AND (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
        GROUP BY account, thread, event_id
    )
)
WHERE is_state AND came >= now64(3) - INTERVAL 7 DAY AND moment < latest_message
