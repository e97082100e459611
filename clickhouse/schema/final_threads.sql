-- Chats, and messages without one, of which the events up to a moment are gone: what was counted of them until then is
-- final. What later events need to know of the earlier ones stands here. See docs/decisions/0016.
CREATE TABLE IF NOT EXISTS final_threads
(
    account   LowCardinality(String),
    thread    String COMMENT 'As in thread_events' CODEC(ZSTD(1)),
    until     DateTime64(3, 'UTC') COMMENT 'Events of a time before this are gone, and none is computed' CODEC(ZSTD(1)),
    episodes  UInt32 COMMENT 'How many single contacts they made: later ones have the numbers after it' CODEC(ZSTD(1)),
    is_closed Bool COMMENT 'The last of them was closed',
    copilot   UInt8 COMMENT '2: it was switched on last; 1: off; 0: neither',
    page      String COMMENT 'The last one that was seen' CODEC(ZSTD(1)),
    version   UInt64 COMMENT 'Of the turn that noted it: a newer row replaces it' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (account, thread)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1
