-- Deliveries of some chats, as the service would have stored them: the columns say what the body says.
-- Every choice is made by a hash of the chat, so that the same chats always bring the same deliveries.
INSERT INTO deliveries_store
(
    segment_id, sequence, received_at, account, event_id, event_type, thread, chat_id, message_id, occurred_at,
    occurred_from, parse_error, message_type, sender_type, sender_id, operator_name, sender_is_ai, auto_invitation,
    may_be_last_word, rating, page_seen, page, attributes_seen, attributes, body
)
WITH
    -- Chats are spread evenly over the busy time; `hour_ends` says where each hour of a week ends in it.
    placed AS
    (
        SELECT
            number AS chat,
            (chat - {first_chat_of_all: UInt64} + (cityHash64(chat, 'moment') % 1000) / 1000)
                / {chats_in_all: UInt64} * {busy_weeks: Float64} AS busy,
            floor(busy) AS week,
            busy - week AS share,
            arrayFirstIndex(hour_end -> hour_end > share, {hour_ends: Array(Float64)}) AS hour,
            if(hour = 1, 0., {hour_ends: Array(Float64)}[hour - 1]) AS hour_begin,
            (share - hour_begin) / ({hour_ends: Array(Float64)}[hour] - hour_begin) AS share_of_hour,
            {begins_ms: Int64} + toInt64((week * 168 + hour - 1 + share_of_hour) * 3600000) AS started_ms
        FROM numbers({first_chat: UInt64}, {chats: UInt64})
    ),
    planned AS
    (
        SELECT
            chat,
            started_ms,
            cityHash64(chat, 'copilot') % 100 < 40 AS is_copilot,
            is_copilot AND cityHash64(chat, 'hand-off') % 100 < 60 AS is_handed_off,
            is_handed_off OR (NOT is_copilot AND cityHash64(chat, 'answered') % 100 < 92) AS is_operators,
            101 + cityHash64(chat, 'operator') % 12 AS operator,
            [5, 5, 5, 4, 4, 3, 2, 1][1 + cityHash64(chat, 'stars') % 8] AS stars,
            toString(toUInt32(floor(pow((cityHash64(chat, 'page') % 1000) / 1000, 2) * 40))) AS page_number,
            ['free', 'basic', 'pro', 'team'][1 + cityHash64(chat, 'plan') % 4] AS plan,
            arrayConcat(
                ['user.created'],
                if(is_copilot, ['user.enabled_copilot'], ['user']),
                if(is_copilot,
                    arrayFlatten(arrayMap(turn -> ['user', 'bot'], range(1 + cityHash64(chat, 'copilot turns') % 2))),
                    []),
                if(is_handed_off, ['user.disabled_copilot'], []),
                if(is_operators,
                    arrayFlatten(arrayMap(
                        turn -> if(turn = 0, ['operator'], ['user', 'operator']),
                        range(1 + cityHash64(chat, 'turns') % 4))),
                    []),
                if(cityHash64(chat, 'closed') % 100 < 80, ['user.closed'], []),
                if(cityHash64(chat, 'rated') % 100 < 25, ['user.rated'], [])
            ) AS kinds,
            -- Seconds since what came before, on average; some wait much longer.
            arrayMap((kind, place) -> if(place = 1, 0, 500 + toInt64(
                    1000
                    * transform(kind, ['user', 'bot', 'operator', 'user.closed', 'user.rated'], [25, 4, 90, 300, 45], 5)
                    * -log((1 + cityHash64(chat, place, 'wait') % 1000000) / 1000001))),
                kinds, arrayEnumerate(kinds)) AS waits
        FROM placed
    ),
    happened AS
    (
        SELECT
            * EXCEPT (kinds, waits),
            kind, place,
            started_ms + elapsed AS at_ms,
            at_ms + 100 + cityHash64(chat, place, 'way') % 1400 AS received_ms
        FROM planned
        ARRAY JOIN kinds AS kind, arrayCumSum(waits) AS elapsed, arrayEnumerate(kinds) AS place
        WHERE received_ms <= {until_ms: Int64}
    ),
    numbered AS
    (
        SELECT *, {sequence_before: UInt64} + row_number() OVER (ORDER BY received_ms, chat, place) AS number_of_all
        FROM happened
    ),
    worded AS
    (
        SELECT
            *,
            kind IN ('user', 'operator', 'bot') AS is_message,
            toString(chat) AS chat_text,
            if(is_message, toString(chat * 32 + place), '') AS message_text,
            multiIf(kind = 'user', chat_text, kind = 'operator', toString(operator), kind = 'bot', '1', '') AS sender,
            concat(replaceOne(toString(fromUnixTimestamp64Milli(started_ms, 'UTC')), ' ', 'T'), 'Z') AS started_text,
            concat(replaceOne(toString(fromUnixTimestamp64Milli(at_ms, 'UTC')), ' ', 'T'), 'Z') AS at_text,
            if(is_message, arrayStringConcat(
                arrayMap(
                    word -> {words: Array(String)}[1 + cityHash64(chat, place, word) % length({words: Array(String)})],
                    range(3 + cityHash64(chat, place, 'length') % 16)),
                ' '), '') AS text,
            multiIf(
                is_message, concat(
                    '{"data":{"id":', message_text, ',"body":"', text, ' ', message_text,
                    '","read_by_user":', if(kind = 'user', 'null', 'false'), ',"created_at":"', at_text,
                    '","file_url":null,"type":"Message","rating":null,"auto_invitation":false,"sender_type":"', kind,
                    '","read_by_operator":', if(kind = 'user', 'false', 'true'), ',"sender":',
                    multiIf(
                        kind = 'user', concat('{"id":', sender, ',"email":null,"name":"#', sender, '"}'),
                        kind = 'operator', concat(
                            '{"id":', sender, ',"forename":"Ann","surname":"O. ', sender, '","email":"', sender,
                            '@shop.example","picture_thumb_url":null}'),
                        '{"id":1,"name":"Copilot","email":null}'),
                    '}', if(kind = 'user', '', concat(',"user":{"id":', chat_text, ',"name":"#', chat_text, '"}')),
                    ',"event_type":"message.created"}'),
                concat(
                    '{"data":{"id":', chat_text, ',"name":"#', chat_text,
                    '","email":null,"reference":null,"created_at":"', started_text,
                    '","updated_at":"', at_text, '","online_at":"', at_text,
                    '","last_url":"https://shop.example/pages/', page_number,
                    '?from=search","user_attributes":[{"name":"plan","value":"', plan, '"}]',
                    if(kind = 'user.rated', concat(',"rating":', toString(stars)), ''),
                    '},"event_type":"', kind, '"}')) AS body_text
        FROM numbered
    )
SELECT
    {first_segment: UInt64} + intDiv(number_of_all - 1, {deliveries_per_segment: UInt64}) AS segment_id,
    number_of_all AS sequence,
    fromUnixTimestamp64Milli(received_ms, 'UTC') AS received_at,
    'default' AS account,
    multiIf(
        is_message, concat('message.created/', message_text),
        kind = 'user.created', concat('user.created/', chat_text),
        concat(kind, '/', chat_text, '/', lower(left(hex(SHA256(body_text)), 16)))) AS event_id,
    if(is_message, 'message.created', kind) AS event_type,
    concat('chat/', chat_text) AS thread,
    chat_text AS chat_id,
    message_text AS message_id,
    fromUnixTimestamp64Milli(at_ms, 'UTC') AS occurred_at,
    'payload' AS occurred_from,
    '' AS parse_error,
    if(is_message, 'Message', '') AS message_type,
    if(is_message, kind, '') AS sender_type,
    sender AS sender_id,
    if(kind = 'operator', concat('Ann O. ', sender), '') AS operator_name,
    false AS sender_is_ai,
    false AS auto_invitation,
    is_message AND lengthUTF8(text) + 1 + length(message_text) <= 60 AS may_be_last_word,
    if(kind = 'user.rated', stars, 0) AS rating,
    NOT is_message AS page_seen,
    if(is_message, '', concat('/pages/', page_number)) AS page,
    NOT is_message AS attributes_seen,
    if(is_message, map(), map('plan', plan)) AS attributes,
    body_text AS body
FROM worded
ORDER BY number_of_all
LIMIT {max_deliveries: UInt64}
