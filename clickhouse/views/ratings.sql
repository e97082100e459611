-- What is counted as a rating, and nothing else.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW ratings
(
    account  LowCardinality(String) COMMENT 'The SignalZen account',
    rated    String COMMENT 'What was rated: the message, or the event where none is known',
    chat_id  String COMMENT 'Id of the chat; empty: not known',
    rating   UInt8 COMMENT '1 to 5 stars, the last value given',
    rated_at DateTime64(3, 'UTC') COMMENT 'Time of the event that brought the value'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    -- The number of its episode stands before it.
    substring(ref, position(ref, '/') + 1) AS rated,
    if(startsWith(thread, 'chat/'), substring(thread, 6), '') AS chat_id,
    CAST(substring(kind, 8), 'UInt8') AS rating,
    at AS rated_at
FROM facts FINAL
WHERE kind IN ('rating_1', 'rating_2', 'rating_3', 'rating_4', 'rating_5')
