-- Chats (SignalZen users) of which any event is known.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW chats
(
    account        LowCardinality(String) COMMENT 'The SignalZen account',
    chat_id        String COMMENT 'Id of the chat, which is SignalZen''s id of the visitor',
    created_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: its creation is not known',
    first_event_at DateTime64(3, 'UTC') COMMENT 'Time of its first known event',
    last_event_at  DateTime64(3, 'UTC') COMMENT 'Time of its last known event',
    messages       UInt64 COMMENT 'Text messages in it, by anyone'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    chat_id,
    minOrNullIf(occurred_at, event_type = 'user.created') AS created_at,
    min(occurred_at) AS first_event_at,
    max(occurred_at) AS last_event_at,
    countIf(is_message) AS messages
FROM events
WHERE chat_id != ''
GROUP BY account, chat_id
