-- The events of a run in the sorted order of docs/metrics.md, with what came earlier in the chat.
named AS
(
    SELECT
        account, thread, event_id, rated, page_seen, page, attributes_seen, attributes, event_rank, message_rank,
        has({copilot_ids: Array(String)}, author_id)
            OR has({account_copilots: Array(String)}, concat(account, ':', author_id)) AS is_of_copilot,
        if(said.author = 'operator' AND is_of_copilot, 'copilot', said.author) AS author,
        may_be_last_word,
        rating AS stars,
        toUnixTimestamp64Milli(if({dates_state_by_receipt: Bool} AND is_state_event, first_received_at, occurred_at))
            AS moment,
        event_type AS type,
        message_id AS message,
        is_message,
        author_id AS who,
        startsWith(thread, 'chat/') AS is_linked,
        is_linked AND author = 'visitor' AS is_visitor_message,
        is_linked AND event_type = 'user.created' AS is_creation,
        is_linked AND event_type = 'user.closed' AS is_close,
        is_linked AND event_type IN ('user.blocked', 'user.destroyed') AS is_block,
        event_type = 'user.disabled_copilot'
            OR (event_type = 'message.created' AND message_type = 'BotDisableMessage') AS is_hand_off
    FROM events AS said
    WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
),
-- What was counted of earlier events is final, and so is a message that was counted without its chat.
finals AS
(
    SELECT
        account, thread, toUnixTimestamp64Milli(until) AS final_until, episodes AS former_episodes,
        is_closed AS was_closed, copilot AS former_copilot, page AS former_page
    FROM final_threads FINAL
    WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
),
final_messages AS
(
    SELECT account, thread
    FROM final_threads
    WHERE (account, thread) IN (
        SELECT account, concat('message/', message_id)
        FROM thread_events
        WHERE (account, thread) IN (SELECT account, thread FROM run_threads WHERE version = {version: UInt64})
          AND startsWith(thread, 'chat/') AND event_type = 'message.created' AND message_id != '')
),
valid AS
(
    SELECT named.*, final_until, former_episodes, was_closed, former_copilot, former_page
    FROM named
    LEFT JOIN finals USING (account, thread)
    WHERE moment >= final_until
      AND NOT (type = 'message.created' AND is_linked
          AND (account, concat('message/', message)) IN (SELECT account, thread FROM final_messages))
),
in_order AS
(
    SELECT
        *,
        row_number() OVER (
            PARTITION BY account, thread
            ORDER BY moment, event_rank, message_rank, event_id) AS position,
        countIf(is_creation) OVER earlier AS creations_before,
        countIf(is_visitor_message) OVER earlier AS visitor_messages_before,
        countIf(is_close) OVER earlier AS closes_before,
        maxIf(moment, is_message OR is_creation) OVER earlier AS previous_activity,
        -- The first close of all, or since the visitor wrote.
        is_close AND (
            (closes_before = 0 AND (visitor_messages_before > 0 OR NOT was_closed))
            OR anyLastIf(is_visitor_message, is_visitor_message OR is_close) OVER earlier) AS is_first_close,
        -- After each of these an episode is open.
        is_visitor_message
            OR (is_creation AND final_until = 0 AND creations_before + visitor_messages_before + closes_before = 0)
            AS is_opening,
        if(is_creation AND (creations_before > 0 OR final_until > 0), '', transform(
            type,
            [
                'user.created', 'user.subscribed_by_email', 'user.sent_transcript', 'user.blocked', 'user.destroyed',
                'user.enabled_copilot', 'user.disabled_copilot'
            ],
            [
                'chat_started', 'email_subscription', 'transcript_sent', 'chat_blocked', 'chat_destroyed',
                'copilot_enabled', 'copilot_disabled'
            ],
            '')) AS mark
    FROM valid
    WINDOW earlier AS (
        PARTITION BY account, thread
        ORDER BY moment, event_rank, message_rank, event_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
)
