-- What is counted of these episodes: their start and their close, three messages of the visitor and two of the
-- operator, two durations, and a rating of every fourth.
INSERT INTO facts
    (account, bucket, thread, kind, ref, at, value, operator, copilot, page, attributes, version, is_deleted)
SELECT
    account, toStartOfFifteenMinutes(fact.3), thread, fact.1, fact.2, fact.3, fact.4,
    operator, 0, page, attributes, 1, 0
FROM
(
    SELECT *, arrayJoin(arrayConcat(
        [
            ('episode_started', toString(number), assumeNotNull(started_at), toInt64(0)),
            ('episode_closed', toString(number), assumeNotNull(closed_at), toInt64(0)),
            ('first_response', toString(number), assumeNotNull(started_at), toInt64(first_response_ms)),
            ('closure', toString(number), assumeNotNull(closed_at), toInt64(600000))
        ],
        arrayMap(
            message -> (
                if(message < 3, 'message_visitor', 'message_operator'),
                concat(toString(number), '/', toString(message)),
                assumeNotNull(started_at) + toIntervalMinute(message), toInt64(0)),
            range(5)),
        if(rating = 0,
            [],
            [(concat('rating_', toString(rating)), toString(number), assumeNotNull(closed_at), toInt64(0))])
    )::Array(Tuple(String, String, DateTime64(3, 'UTC'), Int64))) AS fact
    FROM episodes_store
)
