-- The deliveries again, without bodies, in the order in which facts are computed: all of a chat together.
CREATE TABLE IF NOT EXISTS thread_events
(
    account          LowCardinality(String),
    thread           String COMMENT 'The chat, or the message or event while no chat is known' CODEC(ZSTD(1)),
    event_id         String CODEC(ZSTD(1)),
    segment_id       UInt64 COMMENT 'With the sequence: the delivery in deliveries_store' CODEC(ZSTD(1)),
    sequence         UInt64 CODEC(ZSTD(1)),
    received_at      DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    event_type       LowCardinality(String),
    chat_id          String CODEC(ZSTD(1)),
    message_id       String CODEC(ZSTD(1)),
    occurred_at      DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    occurred_from    Enum8('payload' = 1, 'received' = 2),
    message_type     LowCardinality(String),
    sender_type      LowCardinality(String),
    sender_id        String CODEC(ZSTD(1)),
    sender_is_ai     Bool,
    auto_invitation  Bool,
    may_be_last_word Bool,
    rating           UInt8,
    page_seen        Bool,
    page             String CODEC(ZSTD(1)),
    attributes_seen  Bool,
    attributes       Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    is_erased        Bool COMMENT 'The erasure of the delivery is finished, also in what is computed from it',
    is_moved         Bool COMMENT 'Of a message whose chat became known: its rows are also those of the chat',
    source           LowCardinality(String) ALIAS if(segment_id >= 9223372036854775808, 'api', 'webhook'),
    sorted_in        UInt64 COMMENT 'The version of the run that put it here' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, thread, event_id, segment_id, sequence)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1
