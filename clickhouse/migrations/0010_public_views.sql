-- The views that people and BI tools read: docs/sql.md describes each column, and nothing else is promised.
-- Each runs with the rights of the service's user, so that a reader needs no right on what stands below it: no bodies,
-- no texts, no names of visitors. Types are declared as the statement gives them: where they differ, ClickHouse may refuse
-- questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW episodes
(
    account                  LowCardinality(String) COMMENT 'The SignalZen account',
    chat_id                  String COMMENT 'Id of the chat, which is SignalZen''s id of the visitor',
    number                   UInt32 COMMENT '1, 2, … within the chat',
    status                   String COMMENT 'OPEN, IDLE or CLOSED, as of now',
    started_at               Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it was closed before any start of it was known',
    first_visitor_message_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: the visitor wrote nothing',
    last_activity_at         Nullable(DateTime64(3, 'UTC')) COMMENT 'Latest message by anyone, or the creation',
    closed_at                Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: not closed',
    operator                 LowCardinality(String) COMMENT 'Id of the author of its last operator message; empty: none',
    page                     String COMMENT 'Path of the page it is of, without query; empty: unknown',
    messages_visitor         UInt32 COMMENT 'Text messages of the visitor in it',
    messages_operator        UInt32 COMMENT 'Text messages of operators in it',
    messages_copilot         UInt32 COMMENT 'Text messages of the copilot in it',
    first_response_seconds   Nullable(Float64) COMMENT 'Until the first operator message; null: none',
    first_answer_seconds     Nullable(Float64) COMMENT 'Until the first message of an operator or the copilot; null: none',
    closure_seconds          Nullable(Float64) COMMENT 'From start to close; null: not closed, or start unknown',
    rating                   Nullable(UInt8) COMMENT '1 to 5 stars, the last given in it; null: none',
    copilot_outcome          LowCardinality(String) COMMENT 'NONE, PENDING, RESOLVED, ABANDONED or HANDED_OFF',
    waiting_since            Nullable(DateTime64(3, 'UTC')) COMMENT 'The visitor message that waits for an answer; null: none'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    substring(subject, 6) AS chat_id,
    number,
    multiIf(closed_at IS NOT NULL, 'CLOSED', idle_from <= now64(3), 'IDLE', 'OPEN') AS status,
    started_at, first_visitor_message_at, last_activity_at, closed_at, operator, page,
    messages_visitor, messages_operator, messages_copilot,
    first_response_ms / 1000 AS first_response_seconds,
    first_answer_ms / 1000 AS first_answer_seconds,
    (toUnixTimestamp64Milli(closed_at) - toUnixTimestamp64Milli(started_at)) / 1000 AS closure_seconds,
    nullIf(rating, 0) AS rating,
    copilot_outcome,
    waiting_since
FROM episodes_store FINAL;

-- What a website told SignalZen of a visitor may be a name or an address: readable only with a grant of its own.
CREATE OR REPLACE VIEW episode_attributes
(
    account LowCardinality(String) COMMENT 'The SignalZen account',
    chat_id String COMMENT 'Id of the chat',
    number  UInt32 COMMENT 'The episode within the chat',
    name    String COMMENT 'Name of the attribute',
    value   String COMMENT 'Its value, the last seen up to the end of the episode'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT account, substring(subject, 6) AS chat_id, number, attribute.1 AS name, attribute.2 AS value
FROM episodes_store FINAL
ARRAY JOIN CAST(attributes, 'Array(Tuple(String, String))') AS attribute;

CREATE OR REPLACE VIEW messages
(
    account           LowCardinality(String) COMMENT 'The SignalZen account',
    message_id        String COMMENT 'SignalZen''s id of the message',
    chat_id           String COMMENT 'Id of the chat; empty: nothing tells it',
    author            String COMMENT 'visitor, operator, copilot or proactive',
    author_id         String COMMENT 'Id of the operator or copilot; empty for others',
    sent_at           DateTime64(3, 'UTC') COMMENT 'When it was written',
    first_received_at DateTime64(3, 'UTC') COMMENT 'When its first delivery came'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT account, message_id, chat_id, author, author_id, occurred_at AS sent_at, first_received_at
FROM events
WHERE is_message;

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
GROUP BY account, chat_id;

CREATE OR REPLACE VIEW ratings
(
    account  LowCardinality(String) COMMENT 'The SignalZen account',
    rated    String COMMENT 'What was rated: the message, or the event where none is known',
    chat_id  String COMMENT 'Id of the chat; empty: nothing tells it',
    rating   UInt8 COMMENT '1 to 5 stars, the last value given',
    rated_at DateTime64(3, 'UTC') COMMENT 'Time of the event that brought the value'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    rated,
    any(events.chat_id) AS chat_id,
    argMax(events.rating, (occurred_at, first_sequence)) AS rating,
    max(occurred_at) AS rated_at
FROM events
WHERE rated != ''
GROUP BY account, subject, rated;

CREATE OR REPLACE VIEW state_events
(
    account           LowCardinality(String) COMMENT 'The SignalZen account',
    event_id          String COMMENT 'The same for all deliveries of the event',
    event_type        String COMMENT 'As SignalZen names it: user.closed, user.blocked, …',
    chat_id           String COMMENT 'Id of the chat; empty: nothing tells it',
    occurred_at       DateTime64(3, 'UTC') COMMENT 'When it happened',
    occurred_from     String COMMENT 'payload: the event tells its time; received: it is the time of receipt',
    first_received_at DateTime64(3, 'UTC') COMMENT 'When its first delivery came'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account, event_id, event_type, chat_id, occurred_at, toString(events.occurred_from) AS occurred_from,
    first_received_at
FROM events
WHERE event_type NOT IN ('message.created', 'user.created');

CREATE OR REPLACE VIEW operators
(
    account  LowCardinality(String) COMMENT 'The SignalZen account',
    operator String COMMENT 'Id of the operator, as in episodes.operator and messages.author_id',
    name     String COMMENT 'The name that the operator''s latest message came with'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT account, operator_names.operator AS operator, argMax(operator_names.name, seen_at) AS name
FROM operator_names
GROUP BY account, operator;

CREATE OR REPLACE VIEW receipts
(
    delivery_id   String COMMENT 'Id of the delivery, as in GraphQL',
    received_at   DateTime64(3, 'UTC') COMMENT 'When it came',
    account       LowCardinality(String) COMMENT 'The SignalZen account',
    source        LowCardinality(String) COMMENT 'webhook, or api: read from SignalZen''s API because no webhook had told it',
    event_id      String COMMENT 'The same for all deliveries of one event of the account',
    event_type    LowCardinality(String) COMMENT 'Empty: the body names none',
    chat_id       String COMMENT 'Id of the chat; empty: the body does not tell',
    message_id    String COMMENT 'Id of the message; empty: it is not about one',
    occurred_at   DateTime64(3, 'UTC') COMMENT 'When the event happened',
    occurred_from String COMMENT 'payload: the event tells its time; received: it is the time of receipt',
    parse_error   LowCardinality(String) COMMENT 'Why the body could not be read as an event; empty: it could',
    is_duplicate  Bool COMMENT 'The event was delivered before; slow, so ask for it only where needed'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    delivery_id, received_at, account, source, event_id, event_type, chat_id, message_id, occurred_at,
    toString(deliveries.occurred_from) AS occurred_from, parse_error, toBool(deliveries.is_duplicate) AS is_duplicate
FROM deliveries;

CREATE OR REPLACE VIEW storage
(
    table_name         String COMMENT 'Table of the service',
    parts              UInt64 COMMENT 'Active parts',
    rows               UInt64 COMMENT 'Rows, those that a newer version replaces included until they are merged',
    bytes              UInt64 COMMENT 'Bytes on the disk',
    bytes_uncompressed UInt64 COMMENT 'The same before compression'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    name AS table_name,
    assumeNotNull(active_parts) AS parts,
    assumeNotNull(total_rows) AS rows,
    assumeNotNull(total_bytes) AS bytes,
    assumeNotNull(total_bytes_uncompressed) AS bytes_uncompressed
FROM system.tables
WHERE database = currentDatabase() AND active_parts > 0;
