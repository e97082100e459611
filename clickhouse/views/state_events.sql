-- What happened to chats besides messages: closed, blocked, copilot on and off, and whatever else comes.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW state_events
(
    account           LowCardinality(String) COMMENT 'The SignalZen account',
    event_id          String COMMENT 'The same for all deliveries of the event',
    event_type        String COMMENT 'As SignalZen names it: user.closed, user.blocked, …',
    chat_id           String COMMENT 'Id of the chat; empty: not known',
    occurred_at       DateTime64(3, 'UTC') COMMENT 'When it happened',
    occurred_from     String COMMENT 'payload: the event states its time; received: it is the time of receipt',
    first_received_at DateTime64(3, 'UTC') COMMENT 'When its first delivery came'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account, event_id, event_type, chat_id, occurred_at, toString(events.occurred_from) AS occurred_from,
    first_received_at
FROM events
WHERE event_type NOT IN ('message.created', 'user.created')
