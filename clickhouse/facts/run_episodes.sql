-- Computes every episode of the chats of a run, and every sample, from all events of those chats. Here, and only
-- here, stand the definitions of docs/metrics.md. Times are milliseconds.
INSERT INTO run_episodes
WITH
    named AS
    (
        SELECT
            account, subject, event_id, rated, page_seen, page, attributes_seen, attributes,
            if(said.author = 'operator' AND (has({copilot_ids: Array(String)}, author_id) OR has({account_copilots: Array(String)}, concat(account, ':', author_id))), 'copilot', said.author) AS author,
            first_sequence AS received_order,
            rating AS stars,
            toUnixTimestamp64Milli(occurred_at) AS moment,
            event_type AS type,
            message_id AS message,
            toUInt64OrZero(message_id) AS message_number,
            is_message,
            author_id AS who,
            startsWith(subject, 'chat/') AS is_linked,
            is_linked AND author = 'visitor' AS is_visitor_message,
            is_linked AND event_type = 'user.created' AS is_creation,
            is_linked AND event_type = 'user.closed' AS is_close,
            event_type = 'user.disabled_copilot' OR (event_type = 'message.created' AND message_type = 'BotDisableMessage') AS is_hand_off
        FROM events AS said
        WHERE (account, subject) IN (SELECT account, subject FROM run_subjects WHERE version = {version: UInt64})
    ),
    -- What came earlier in the chat. `earlier` is the sorted order of the definitions, this event excluded.
    in_order AS
    (
        SELECT
            *,
            row_number() OVER (
                PARTITION BY account, subject
                ORDER BY moment, message = '', message_number, message, received_order) AS position,
            countIf(is_creation) OVER earlier AS creations_before,
            countIf(is_visitor_message) OVER earlier AS visitor_messages_before,
            countIf(is_close) OVER earlier AS closes_before,
            maxIf(moment, is_message OR is_creation) OVER earlier AS previous_activity,
            -- After each of these an episode is open.
            is_visitor_message OR (is_creation AND creations_before + visitor_messages_before + closes_before = 0) AS is_opening
        FROM named
        WINDOW earlier AS (
            PARTITION BY account, subject
            ORDER BY moment, message = '', message_number, message, received_order
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ),
    -- Where episodes begin and are closed.
    cut AS
    (
        SELECT
            *,
            countIf(is_opening) OVER earlier AS openings_before,
            maxIf(closes_before, is_opening) OVER earlier AS closes_before_last_opening,
            is_opening AND (
                openings_before = 0
                OR closes_before > closes_before_last_opening
                OR moment - previous_activity > {idle_gap_ms: Int64}) AS starts_episode,
            is_close AND closes_before = if(openings_before = 0, 0, closes_before_last_opening) AS closes_episode,
            maxIf(position, type = 'user.enabled_copilot') OVER earlier AS enabled_at,
            maxIf(position, type = 'user.disabled_copilot') OVER earlier AS disabled_at,
            if(enabled_at + disabled_at = 0, account IN {copilot_on_accounts: Array(String)}, enabled_at > disabled_at) AS is_copilot_on,
            argMaxIf(page, position, page_seen) OVER earlier AS previous_page,
            argMaxIf(attributes, position, attributes_seen) OVER earlier AS previous_attributes
        FROM in_order
        WINDOW earlier AS (
            PARTITION BY account, subject
            ORDER BY position
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ),
    -- Each event in the latest episode that started before it; 0 if none did.
    complete AS
    (
        SELECT
            *,
            countIf(starts_episode) OVER up_to_now AS episode,
            starts_episode OR closes_before = closes_before_last_opening AS is_before_close,
            rated != '' AND position = max(position) OVER (PARTITION BY account, subject, rated) AS is_last_rating
        FROM cut
        WINDOW up_to_now AS (
            PARTITION BY account, subject
            ORDER BY position
            ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ),
    gathered AS
    (
        SELECT
            account, subject, episode,
            any(is_linked) AS is_linked,
            arraySort(event -> event.position, groupArray(CAST((
                position,
                moment,
                episode > 0 AND is_before_close,
                author,
                who,
                event_id,
                if(is_creation AND creations_before > 0, '', transform(
                    type,
                    ['user.created', 'user.subscribed_by_email', 'user.sent_transcript', 'user.blocked', 'user.destroyed', 'user.enabled_copilot', 'user.disabled_copilot'],
                    ['chat_started', 'email_subscription', 'transcript_sent', 'chat_blocked', 'chat_destroyed', 'copilot_enabled', 'copilot_disabled'],
                    '')),
                is_hand_off,
                is_copilot_on,
                if(is_last_rating, stars, 0),
                rated,
                page_seen,
                page,
                attributes_seen,
                attributes
            ) AS Tuple(
                position UInt64, at Int64, is_inside Bool, author String, who String, ref String, mark String,
                is_hand_off Bool, is_copilot_on Bool, stars UInt8, rated String,
                page_seen Bool, page String, attributes_seen Bool, attributes Map(LowCardinality(String), String))))) AS events,
            minIf(moment, starts_episode) AS begins,
            maxIf(moment, closes_episode) AS close,
            countIf(closes_episode) > 0 AS is_closed,
            anyIf(event_id, closes_episode) AS close_ref,
            anyIf(is_copilot_on, starts_episode) AS is_copilot_on_at_start,
            anyIf(previous_page, starts_episode) AS page_before,
            anyIf(previous_attributes, starts_episode) AS attributes_before
        FROM complete
        GROUP BY account, subject, episode
    ),

    -- A chat that was closed before any start was known has an episode that is no other's.
    known AS
    (
        SELECT
            *,
            episode > 0 AS is_known,
            max(episode = 0 AND is_closed) OVER (PARTITION BY account, subject) AS nameless,
            arrayFilter(event -> event.is_inside AND event.author != '', events) AS messages,
            -- The start is the first of them.
            arrayMap(event -> event.at, arrayFilter(event -> event.is_inside AND (event.author != '' OR event.mark = 'chat_started'), events)) AS activities,
            if(is_known, activities[-1], 0) AS last_activity,
            last_activity + {idle_gap_ms: Int64} + 1 AS idle_since,
            is_known AND NOT is_closed AND idle_since <= {now_ms: Int64} AS is_idle,
            multiIf(NOT is_known, -1, is_closed, close, is_idle, last_activity, toInt64(9e15)) AS ends,
            arrayFilter(event -> event.is_inside AND event.at <= ends, events) AS own
        FROM gathered
    ),
    answered AS
    (
        SELECT
            *,
            arrayFirstIndex(message -> message.author = 'visitor', messages) AS asked,
            asked > 0 AS is_asked,
            messages[asked] AS question,
            if(is_asked, arraySlice(messages, asked + 1), []) AS later,
            arrayFirst(message -> message.author = 'operator', later) AS response,
            response.position > 0 AS is_responded,
            arrayFirst(message -> message.author IN ('operator', 'copilot'), later) AS answer,
            answer.position > 0 AS is_answered,
            arrayFirst(event -> event.is_hand_off AND event.position > question.position AND event.position < response.position, own) AS hand_off,
            response.at - if(hand_off.position > 0, hand_off.at, question.at) AS response_ms,
            answer.at - question.at AS answer_ms,

            -- Turns: a visitor's message after none of his, up to the next that is not his. No lambda looks into an
            -- array: it would be copied for each element.
            arrayFilter(message -> message.author != 'proactive', messages) AS spoken,
            arrayResize(arrayPushFront(arrayMap(message -> message.author = 'visitor', spoken), false), length(spoken)) AS is_after_visitor,
            arrayFilter((message, is_after) -> message.author = 'visitor' AND NOT is_after, spoken, is_after_visitor) AS turn_starts,
            arrayFilter((message, is_after) -> message.author != 'visitor' AND is_after, spoken, is_after_visitor) AS turn_ends,

            arrayCount(message -> message.author = 'operator', messages) AS from_operator,
            arrayCount(message -> message.author = 'copilot', messages) AS from_copilot,
            arrayLast(message -> message.author = 'operator', messages).who AS operator,
            arrayFirst(event -> event.page_seen, own) AS page_event,
            if(page_event.position > 0, page_event.page, page_before) AS page,
            arrayLast(event -> event.attributes_seen, own) AS attributes_event,
            if(attributes_event.position > 0, attributes_event.attributes, attributes_before) AS attributes,

            is_known AND (from_copilot > 0 OR is_copilot_on_at_start OR arrayExists(event -> event.mark = 'copilot_enabled', own)) AS is_copilot,
            from_operator > 0 OR arrayExists(event -> event.is_hand_off AND event.is_copilot_on, own) AS is_handed_off,
            notEmpty(messages) AND messages[-1].author = 'visitor' AS is_visitors_turn,
            multiIf(
                NOT is_copilot, 'NONE',
                is_handed_off, 'HANDED_OFF',
                is_closed, 'RESOLVED',
                NOT is_idle, 'PENDING',
                is_visitors_turn, 'ABANDONED',
                'RESOLVED') AS outcome,

            arrayFilter(event -> event.stars > 0, events) AS ratings,
            toString(episode + nameless) AS name,

            -- Spans in which it is open: from the start, and from each message into an idle episode.
            arrayFilter(span -> span.2 - span.1 > {idle_gap_ms: Int64},
                arrayMap((before, after, place) -> (before, after, toString(place)), arrayPopBack(activities), arrayPopFront(activities), arrayEnumerate(arrayPopBack(activities)))) AS silences
        FROM known
    )

SELECT
    {version: UInt64} AS version,
    account,
    subject,
    episode,
    if(is_known, episode + nameless, 1) AS number,
    if(is_known, begins, NULL) AS started_at,
    if(is_known AND is_asked, question.at, NULL) AS first_visitor_message_at,
    if(is_known, last_activity, NULL) AS last_activity_at,
    if(is_closed, close, NULL) AS closed_at,
    if(is_known AND NOT is_closed, idle_since, NULL) AS idle_from,
    is_idle,
    if(is_known, operator, '') AS operator,
    if(is_known, page, '') AS page,
    if(is_known, attributes, map()) AS attributes,
    arrayCount(message -> message.author = 'visitor', messages) AS messages_visitor,
    from_operator AS messages_operator,
    from_copilot AS messages_copilot,
    if(is_responded, response_ms, NULL) AS first_response_ms,
    if(is_answered, answer_ms, NULL) AS first_answer_ms,
    if(is_known AND notEmpty(ratings), ratings[-1].stars, 0) AS rating,
    outcome AS copilot_outcome,
    if(is_known AND NOT is_closed AND length(turn_starts) > length(turn_ends), turn_starts[-1].at, NULL) AS waiting_since,
    arrayConcat(
        -- What comes with an event.
        arrayMap(message -> (concat('message_', message.author), message.ref, message.at, toInt64(0), message.who, message.is_inside),
            arrayFilter(event -> event.author != '', events)),
        arrayMap(message -> (if(message.author = 'operator', 'operator_message_unlinked', 'other_message_unlinked'), message.ref, message.at, toInt64(0), message.who, false),
            arrayFilter(event -> event.author IN ('operator', 'copilot', 'proactive') AND NOT is_linked, events)),
        arrayMap(event -> (event.mark, if(event.mark = 'chat_started', '', event.ref), event.at, toInt64(0), if(event.is_inside AND event.at <= ends, operator, ''), event.is_inside AND event.at <= ends),
            arrayFilter(event -> event.mark != '' AND (is_linked OR event.mark != 'chat_started'), events)),
        arrayMap(rating -> (
                concat('rating_', toString(rating.stars)), rating.rated, rating.at, toInt64(0),
                arrayLast(message -> message.author = 'operator' AND message.position < rating.position, messages).who,
                is_known),
            ratings),

        -- What comes with an episode, at its close and at its start.
        if(is_closed, [('episode_closed', close_ref, close, toInt64(0), operator, is_known)], []),
        if(is_closed AND is_known, [('closure', close_ref, close, close - begins, operator, true)], []),
        if(is_closed AND is_known AND notEmpty(ratings), [('rated_closure', close_ref, close, toInt64(0), operator, true)], []),
        if(is_known, [('episode_started', name, begins, toInt64(0), operator, true)], []),
        if(is_known AND (is_closed OR is_idle) AND from_operator + from_copilot = 0, [('episode_missed', name, begins, toInt64(0), operator, true)], []),
        if(is_known AND is_asked AND NOT is_responded, [('episode_unanswered', name, begins, toInt64(0), operator, true)], []),
        if(is_known AND is_responded, [('first_response', name, begins, response_ms, response.who, true)], []),
        if(is_known AND is_answered, [('first_answer', name, begins, answer_ms, answer.who, true)], []),
        if(outcome = 'NONE', [], [(concat('copilot_', lower(outcome)), name, begins, toInt64(0), operator, true)]),
        arrayMap(
            (question, reply) -> ('reply', question.ref, question.at, reply.at - question.at, reply.who, true),
            arrayFilter((question, reply) -> reply.author = 'operator', arrayResize(turn_starts, length(turn_ends)), turn_ends),
            arrayFilter(reply -> reply.author = 'operator', turn_ends)),

        -- 1 where it becomes open and -1 where it ceases to be: all before a moment add up to 1 if it is open then.
        if(is_known, [('episode_open', concat(name, '/start'), begins, toInt64(1), operator, true)], []),
        if(is_known, arrayMap(silence -> ('episode_open', concat(name, '/until/', silence.3), silence.1 + {idle_gap_ms: Int64}, toInt64(-1), operator, true), silences), []),
        if(is_known, arrayMap(silence -> ('episode_open', concat(name, '/again/', silence.3), silence.2 - 1, toInt64(1), operator, true), silences), []),
        if(is_known, [('episode_open', concat(name, '/end'), if(is_closed, greatest(least(close, idle_since) - 1, begins), idle_since - 1), toInt64(-1), operator, true)], [])
    ) AS samples
-- The setting halves the time that ClickHouse takes to analyse a statement this long, more than it takes to execute it.
FROM answered SETTINGS optimize_and_compare_chain = 0
