-- Deliveries of state events without a time, of a run's chats, that stand under another event than they are of; with
-- several receivers, none of which knows what came to the others. In the order in which all of a chat was received,
-- the same bytes are the same event if nothing else of the chat came in between, and within ten minutes: see
-- docs/metrics.md. `wanted` is the event that they are of, and `others` are those from which they are to be taken.
WITH
    named AS
    (
        SELECT
            account, thread, segment_id, sequence, event_id,
            any(received_at) AS came,
            any(message_id) AS message,
            -- Of the rows of one key the latest is valid, and the others go sooner or later.
            max(is_moved) AS is_left,
            min(is_moved) AS was_always_left,
            concat(if(any(event_type) = '', 'unknown', any(event_type)), '/', any(chat_id), '/') AS before,
            if(
                startsWith(event_id, before)
                    AND match(substring(event_id, length(before) + 1), '^[0-9a-f]{16}/[0-9a-f]+$'),
                substring(event_id, 1, length(before) + 16),
                '') AS state
        FROM thread_events
        WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
          AND startsWith(thread, 'chat/') AND source = 'webhook'
        GROUP BY account, thread, segment_id, sequence, event_id
    ),
    received AS
    (
        SELECT
            account, thread, segment_id, sequence,
            any(came) AS at,
            max(state) AS of_state,
            groupArrayIf(event_id, NOT is_left) AS events,
            groupArrayIf(event_id, is_left AND NOT was_always_left) AS left_events
        FROM named
        -- What does not name the chat comes between nothing.
        WHERE (segment_id, sequence) NOT IN (
            SELECT segment_id, sequence
            FROM thread_events
            WHERE (account, thread) IN (SELECT account, concat('message/', message) FROM named WHERE message != ''))
        GROUP BY account, thread, segment_id, sequence
    ),
    in_order AS
    (
        SELECT
            *,
            lagInFrame(of_state) OVER received_before AS state_before,
            lagInFrame(at) OVER received_before AS at_before,
            of_state != '' AND of_state = state_before AND at <= at_before + INTERVAL 10 MINUTE AS is_copy
        FROM received
        WINDOW received_before AS (
            PARTITION BY account, thread ORDER BY at, segment_id, sequence ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    ),
    told_apart AS
    (
        SELECT
            *,
            countIf(NOT is_copy) OVER (
                PARTITION BY account, thread ORDER BY at, segment_id, sequence
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS number,
            count() OVER (PARTITION BY account, thread, events) AS under_the_same
        FROM in_order
    ),
    judged AS
    (
        SELECT
            *,
            -- Where a change was broken off, a delivery may stand under none or two: then all of the chat is named
            -- anew.
            min(events) OVER copies = max(events) OVER copies AND count() OVER copies = under_the_same
                AND countIf(of_state != '' AND length(events) != 1) OVER chat = 0 AS is_right
        FROM told_apart
        WINDOW copies AS (PARTITION BY account, thread, number), chat AS (PARTITION BY account, thread)
    )
SELECT
    account, thread, segment_id, sequence, is_right,
    -- A name that no event has had: what moves away from one does not come back.
    if(
        is_right,
        events[1],
        concat(of_state, '/', lower(hex({version: UInt64})), leftPad(lower(hex(number)), 6, '0'))) AS wanted,
    arrayFilter(event -> event != wanted, arrayDistinct(arrayConcat(events, left_events))) AS others
FROM judged
WHERE of_state != '' AND (NOT is_right OR notEmpty(left_events))
