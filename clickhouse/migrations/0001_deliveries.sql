-- Every accepted delivery, in order of receipt: its exact body, and what the receiver read in it.
-- A row's key comes from its spool record, so that a row sent twice collapses; `deliveries` never shows both.
CREATE TABLE IF NOT EXISTS deliveries_store
(
    segment_id      UInt64 COMMENT 'Spool segment that holds the record' CODEC(Delta, ZSTD(1)),
    sequence        UInt64 COMMENT 'Order of receipt within one spool' CODEC(Delta, ZSTD(1)),
    received_at     DateTime64(3, 'UTC') CODEC(Delta, ZSTD(1)),
    account         LowCardinality(String),
    event_id        String COMMENT 'The same for all deliveries of one event of the account' CODEC(ZSTD(1)),
    event_type      LowCardinality(String)                        COMMENT 'Empty when the body names none',
    subject         String COMMENT 'chat/<id>, else message/<id>, else event_id: what is computed together' CODEC(ZSTD(1)),
    chat_id         String COMMENT 'Empty when the body does not tell' CODEC(ZSTD(1)),
    message_id      String CODEC(ZSTD(1)),
    occurred_at     DateTime64(3, 'UTC') COMMENT 'Event time, see docs/metrics.md' CODEC(Delta, ZSTD(1)),
    occurred_from   Enum8('payload' = 1, 'received' = 2)          COMMENT 'Where occurred_at was taken from',
    parse_error     LowCardinality(String)                        COMMENT 'Why the body could not be read as an event; empty if it could',
    message_type    LowCardinality(String),
    sender_type     LowCardinality(String)                        COMMENT 'As received, in lower case',
    sender_id       String CODEC(ZSTD(1)),
    sender_is_ai    Bool,
    auto_invitation Bool,
    rating          UInt8                                         COMMENT '1 to 5 stars, 0 for none',
    body            String COMMENT 'The bytes as SignalZen sent them' CODEC(ZSTD(3)),
    INDEX received_at_range received_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (segment_id, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What people and reports read: each delivery once, with the mark of a repetition.
-- is_duplicate is computed only by the queries that ask for it.
CREATE VIEW IF NOT EXISTS deliveries AS
SELECT
    concat(lower(leftPad(hex(segment_id), 16, '0')), '-', toString(sequence)) AS delivery_id,
    *,
    row_number() OVER (PARTITION BY account, event_id ORDER BY received_at, sequence, segment_id) > 1 AS is_duplicate
FROM deliveries_store FINAL;

-- Ranges of deliveries that are surely in deliveries_store and that the facts may not hold yet.
-- The drain adds (pending = 1), a finished roll-up takes away (pending = -1); merges remove what is settled.
CREATE TABLE IF NOT EXISTS ingested_ranges
(
    segment_id     UInt64,
    first_sequence UInt64,
    last_sequence  UInt64,
    deliveries     UInt32,
    ingested_by    UInt64 COMMENT 'The start of a service that put them there',
    pending        Int64
)
ENGINE = SummingMergeTree(pending)
ORDER BY (segment_id, first_sequence, last_sequence, deliveries, ingested_by)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
