-- Each event once, however often and in which order it was delivered, in the terms of docs/metrics.md. Of
-- differing deliveries of one event one with a time of its own takes precedence, rather a webhook's than the API's, and
-- then the smallest. An event of a message whose chat became known is the chat's. The sorted order is occurred_at,
-- event_rank, message_rank, event_id: nothing in it depends on when a delivery came.
CREATE OR REPLACE VIEW events AS
SELECT
    account,
    thread,
    event_id,
    event_type,
    if(startsWith(thread, 'chat/'), substring(thread, 6), '') AS chat_id,
    message_id,
    -- A copy that comes much later makes no time believed that was not when the event first came.
    told_at > first_received_at + INTERVAL 5 MINUTE AS is_ahead,
    if(is_ahead, first_received_at, told_at) AS occurred_at,
    if(is_ahead, CAST('received', 'Enum8(\'payload\' = 1, \'received\' = 2)'), told_from) AS occurred_from,
    toBool(is_told_by_api) AS is_from_api,
    transform(
        event_type,
        [
            'user.created', 'user.enabled_copilot', 'message.created', 'user.disabled_copilot', 'user.rated',
            'user.closed', 'user.blocked', 'user.destroyed'
        ],
        [0, 1, 2, 3, 4, 6, 7, 8],
        5)::UInt8 AS event_rank,
    -- Of messages alone: whole numbers by their value, and before all other ids.
    multiIf(
        event_type != 'message.created', '',
        match(message_id, '^[0-9]+$'),
            concat(leftPad(toString(length(trimLeft(message_id, '0'))), 3, '0'), trimLeft(message_id, '0')),
        concat('~', message_id)) AS message_rank,
    first_received_at,
    first_delivery,
    deliveries,
    message_type,
    startsWith(event_type, 'user.') AND event_type != 'user.created' AS is_state_event,
    event_type = 'message.created' AND message_id != '' AND message_type IN ('', 'Message') AS is_message,
    multiIf(
        NOT is_message, '',
        auto_invitation, 'proactive',
        sender_type = 'user', 'visitor',
        sender_type NOT IN ('operator', 'client') OR sender_is_ai, 'copilot',
        'operator') AS author,
    if(author IN ('operator', 'copilot'), sender_id, '') AS author_id,
    may_be_last_word,
    stars AS rating,
    multiIf(
        rating = 0, '',
        message_id != '', concat('message/', message_id),
        event_type = 'user.rated', event_id,
        '') AS rated,
    page_seen,
    page,
    attributes_seen,
    attributes
FROM
(
    SELECT
        account, thread, event_id, first_delivery, deliveries, stars,
        said.1 AS told_from, said.2 AS is_told_by_api, said.3 AS told_at,
        said.4 AS event_type, said.5 AS message_id, said.6 AS message_type,
        said.7 AS sender_type, said.8 AS sender_id, said.9 AS sender_is_ai, said.10 AS auto_invitation,
        said.11 AS may_be_last_word,
        seen.1 AS page_seen, seen.2 AS page, seen.3 AS attributes_seen, seen.4 AS attributes,
        first_delivery.1 AS first_received_at
    FROM
    (
        SELECT
            account,
            thread,
            event_id,
            min((
                occurred_from, source = 'api', occurred_at, event_type, message_id, message_type,
                sender_type, sender_id, sender_is_ai, auto_invitation, may_be_last_word)) AS said,
            argMin(
                (page_seen, page, attributes_seen, attributes),
                (occurred_from, source = 'api', occurred_at, event_type, message_id, message_type,
                 sender_type, sender_id, sender_is_ai, auto_invitation, may_be_last_word,
                 NOT page_seen, page, NOT attributes_seen, toString(attributes))) AS seen,
            max(rating) AS stars,
            min((received_at, sequence, segment_id)) AS first_delivery,
            uniqExact(segment_id, sequence) AS deliveries
        FROM thread_events
        GROUP BY account, thread, event_id
        HAVING NOT max(is_moved)
    )
)
