-- Computes every episode of the chats of a run, and every sample, from all events of those chats. Here, and in the files
-- that are included here, stand the definitions of docs/metrics.md, and nowhere else. Times are milliseconds.
INSERT INTO run_episodes
WITH
/* include facts/definitions/sorted_events */,
/* include facts/definitions/cut_episodes */,
/* include facts/definitions/gather_episodes */,
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

        toString(episode + nameless) AS name,

        -- Spans in which it is open: from the start, and from each message into an idle episode; none after a block.
        arrayMap(event -> event.at, arrayFilter(event -> NOT is_blocked OR event.position < block_position, activities)) AS moments,
        arrayFilter(span -> span.2 - span.1 > {idle_gap_ms: Int64},
            arrayMap((before, after, place) -> (before, after, toString(place)), arrayPopBack(moments), arrayPopFront(moments), arrayEnumerate(arrayPopBack(moments)))) AS silences
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
    if(notEmpty(ratings), ratings[-1].stars, 0) AS rating,
    outcome AS copilot_outcome,
    if(is_known AND NOT is_closed AND NOT is_blocked AND length(turn_starts) > length(turn_ends), turn_starts[-1].at, NULL) AS waiting_since,
    arrayConcat(
        -- What comes with an event.
        arrayMap(message -> (concat('message_', message.author), message.ref, message.at, toInt64(0), message.who, message.position <= last_position),
            arrayFilter(event -> event.author != '', events)),
        arrayMap(message -> (if(message.author = 'operator', 'operator_message_unlinked', 'other_message_unlinked'), message.ref, message.at, toInt64(0), message.who, false),
            arrayFilter(event -> event.author IN ('operator', 'copilot', 'proactive') AND NOT is_linked, events)),
        arrayMap(event -> (event.mark, if(event.mark = 'chat_started', '', event.ref), event.at, toInt64(0), if(event.position <= last_position AND event.at <= ends, operator, ''), event.position <= last_position AND event.at <= ends),
            arrayFilter(event -> event.mark != '' AND (is_linked OR event.mark != 'chat_started'), events)),
        arrayMap(rating -> (
                concat('rating_', toString(rating.stars)), rating.rated, rating.at, toInt64(0),
                arrayLast(message -> message.author = 'operator' AND message.position < rating.position, messages).who,
                is_known),
            ratings),

        -- What comes with an episode, at its close and at its start.
        if(is_closed, [('episode_closed', close_ref, close, toInt64(0), operator, is_known)], []),
        if(is_closed AND is_known, [('closure', close_ref, close, close - begins, operator, true)], []),
        if(is_closed AND notEmpty(ratings), [('rated_closure', close_ref, close, toInt64(0), operator, is_known)], []),
        if(is_known, [('episode_started', name, begins, toInt64(0), operator, true)], []),
        if(is_known AND NOT is_blocked AND (is_closed OR is_idle) AND from_operator + from_copilot = 0, [('episode_missed', name, begins, toInt64(0), operator, true)], []),
        if(is_known AND NOT is_blocked AND is_asked AND NOT is_responded, [('episode_unanswered', name, begins, toInt64(0), operator, true)], []),
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
        if(is_known, [('episode_open', concat(name, '/end'), greatest(if(is_closed, least(close, idle_since), idle_since) - 1, begins), toInt64(-1), operator, true)], [])
    ) AS samples
-- The setting halves the time that ClickHouse takes to analyse a statement this long, more than it takes to execute it.
FROM answered SETTINGS optimize_and_compare_chain = 0
