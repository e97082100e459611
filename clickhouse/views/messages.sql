-- Distinct text messages, without their texts.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW messages
(
    account           LowCardinality(String) COMMENT 'The SignalZen account',
    message_id        String COMMENT 'SignalZen''s id of the message',
    chat_id           String COMMENT 'Id of the chat; empty: not known',
    author            String COMMENT 'visitor, operator, copilot or proactive',
    author_id         String COMMENT 'Id of the operator or copilot; empty for others',
    sent_at           DateTime64(3, 'UTC') COMMENT 'When it was written',
    first_received_at DateTime64(3, 'UTC') COMMENT 'When its first delivery came'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT account, message_id, chat_id, author, author_id, occurred_at AS sent_at, first_received_at
FROM events
WHERE is_message
