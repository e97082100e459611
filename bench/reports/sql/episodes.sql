-- Episodes over two years, three of ten of visitors who have been here before, as the service's own job keeps them.
INSERT INTO episodes_store
    (account, thread, number, started_at, first_visitor_message_at, last_activity_at, closed_at, idle_from, is_idle,
     operator, page, attributes, messages_visitor, messages_operator, messages_copilot, first_response_ms,
     first_answer_ms, rating, copilot_outcome, waiting_since, version, is_deleted)
WITH
    intDiv({episodes: UInt64} * 7, 10) AS visitors,
    number AS place,
    fromUnixTimestamp64Milli(toInt64({begins_ms: Int64} + place * {step_ms: Float64}), 'UTC') AS begins,
    sipHash64(place) AS chance
SELECT
    'default', concat('chat/', toString(1000000 + place % visitors)), 1 + intDiv(place, visitors),
    begins, begins, begins + toIntervalMinute(10), begins + toIntervalMinute(10), NULL, 0,
    toString(1 + chance % 12), concat('/page-', toString(chance % 40)), map('plan', ['free', 'pro'][1 + chance % 2]),
    3, 2, 0, 20000 + chance % 100000, 20000 + chance % 100000, if(chance % 4 = 0, 1 + chance % 5, 0),
    'NONE', NULL, 1, 0
FROM numbers({episodes: UInt64})
