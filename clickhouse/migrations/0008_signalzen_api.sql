-- What is read from SignalZen's API stands beside what its webhooks told, in segments above every spool's.
-- See docs/decisions/0005-what-the-api-tells-is-a-delivery.md.
ALTER TABLE deliveries_store
    ADD COLUMN IF NOT EXISTS source LowCardinality(String) ALIAS if(segment_id >= 9223372036854775808, 'api', 'webhook')
        COMMENT 'webhook, or api: read from the API of SignalZen';

ALTER TABLE subject_events
    ADD COLUMN IF NOT EXISTS is_moved Bool COMMENT 'Of a message whose chat became known: its rows are also those of the chat',
    ADD COLUMN IF NOT EXISTS source LowCardinality(String) ALIAS if(segment_id >= 9223372036854775808, 'api', 'webhook');

CREATE OR REPLACE VIEW deliveries AS
SELECT
    concat(lower(leftPad(hex(segment_id), 16, '0')), '-', toString(sequence)) AS delivery_id,
    *,
    source,
    row_number() OVER (PARTITION BY account, event_id, source ORDER BY received_at, sequence, segment_id) > 1 AS is_duplicate
FROM deliveries_store FINAL;

-- Which chat a message is of, for those of which not every delivery may say so: not those of visitors' webhooks.
CREATE TABLE IF NOT EXISTS message_chats
(
    account    LowCardinality(String),
    message_id String CODEC(ZSTD(1)),
    chat_id    String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, message_id, chat_id)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;

INSERT INTO message_chats
SELECT DISTINCT account, message_id, chat_id
FROM deliveries_store
WHERE chat_id != '' AND message_id != '' AND sender_type != 'user';

-- When a chat was last read from the API; `is_gone`: SignalZen has it no more, and is not asked again.
CREATE TABLE IF NOT EXISTS chat_reads
(
    account  LowCardinality(String),
    chat_id  String CODEC(ZSTD(1)),
    read_at  DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    is_gone  Bool,
    messages UInt32
)
ENGINE = ReplacingMergeTree(read_at)
ORDER BY (account, chat_id);

-- Of the messages and chats that the API showed in a chat, how many came by webhook: by the UTC day they are of.
CREATE TABLE IF NOT EXISTS chat_coverage
(
    account  LowCardinality(String),
    day      Date CODEC(Delta, ZSTD(1)),
    chat_id  String CODEC(ZSTD(1)),
    resource Enum8('chat' = 1, 'message' = 2),
    shown    UInt32 CODEC(T64, ZSTD(1)),
    received UInt32 CODEC(T64, ZSTD(1)),
    read_at  DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(read_at)
ORDER BY (account, day, chat_id, resource);

-- Operator messages whose chat was looked for in vain, and when it is looked for again.
CREATE TABLE IF NOT EXISTS link_attempts
(
    account      LowCardinality(String),
    message_id   String CODEC(ZSTD(1)),
    attempts     UInt16,
    attempted_at DateTime64(3, 'UTC'),
    next_at      DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(attempted_at)
ORDER BY (account, message_id)
TTL toDateTime(next_at) + INTERVAL 90 DAY;

-- Readings of the history: one without an end can be gone on with.
CREATE TABLE IF NOT EXISTS backfills
(
    account     LowCardinality(String),
    started_at  DateTime64(3, 'UTC'),
    since       DateTime64(3, 'UTC') COMMENT '1970 for all',
    finished_at Nullable(DateTime64(3, 'UTC')),
    updated_at  DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(updated_at)
ORDER BY (account, started_at);

-- Each event once, however often and in which order it was delivered, in the terms of docs/metrics.md. Of
-- differing deliveries of one event one with a time of its own speaks, rather a webhook's than the API's, and then
-- the smallest. An event of a message whose chat became known is the chat's.
CREATE OR REPLACE VIEW events AS
SELECT
    account,
    subject,
    event_id,
    said.4 AS event_type,
    if(startsWith(subject, 'chat/'), substring(subject, 6), '') AS chat_id,
    said.5 AS message_id,
    said.3 AS occurred_at,
    said.1 AS occurred_from,
    toBool(said.2) AS is_from_api,
    first_received_at,
    first_sequence,
    deliveries,
    said.6 AS message_type,
    event_type = 'message.created' AND said.6 IN ('', 'Message') AS is_message,
    multiIf(
        NOT is_message, '',
        said.10, 'proactive',
        said.7 = 'user', 'visitor',
        said.7 NOT IN ('operator', 'client') OR said.9, 'copilot',
        'operator') AS author,
    if(author IN ('operator', 'copilot'), said.8, '') AS author_id,
    stars AS rating,
    multiIf(rating = 0, '', message_id != '', concat('message/', message_id), event_id) AS rated,
    seen.1 AS page_seen,
    seen.2 AS page,
    seen.3 AS attributes_seen,
    seen.4 AS attributes
FROM
(
    SELECT
        account,
        subject,
        event_id,
        min((occurred_from, source = 'api', occurred_at, event_type, message_id, message_type, sender_type, sender_id, sender_is_ai, auto_invitation)) AS said,
        argMin(
            (page_seen, page, attributes_seen, attributes),
            (occurred_from, source = 'api', occurred_at, event_type, message_id, message_type, sender_type, sender_id, sender_is_ai, auto_invitation,
             NOT page_seen, page, NOT attributes_seen, toString(attributes))) AS seen,
        max(rating) AS stars,
        min(received_at) AS first_received_at,
        min(sequence) AS first_sequence,
        uniqExact(segment_id, sequence) AS deliveries
    FROM subject_events
    GROUP BY account, subject, event_id
    HAVING NOT max(is_moved)
);
