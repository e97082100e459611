-- What people are told, one row for each receiver: written before it is sent, and again whenever its state changes. The
-- newest row holds. See docs/notifications.md.
CREATE TABLE IF NOT EXISTS notifications
(
    id         String COMMENT 'Follows from what is told and to whom, so that nothing is told twice',
    rule       LowCardinality(String) COMMENT 'The alert or the digest of the rules that it is of; empty: of none',
    channel    LowCardinality(String),
    receiver   String COMMENT 'Of a channel by mail: the address; else empty',
    notice     String COMMENT 'What is told, as JSON' CODEC(ZSTD(3)),
    accounts   Array(LowCardinality(String)) COMMENT 'Of which it tells; empty: of all',
    teams      Array(LowCardinality(String)) COMMENT 'Of which it tells; empty: of everybody',
    created_at DateTime64(3, 'UTC'),
    state      Enum8('due' = 1, 'claimed' = 2, 'sent' = 3, 'refused' = 4, 'uncertain' = 5, 'muted' = 6) COMMENT
        'claimed: somebody sends it; refused: given up; uncertain: nobody said that it was taken; muted: never sent',
    due_at     DateTime64(3, 'UTC') COMMENT 'When it is to be sent, or sent again; else: since when its state is so',
    attempts   UInt16 COMMENT 'How often it was sent, or tried to be',
    may_be_there Bool COMMENT 'Whether an attempt is uncertain: the next one is marked as possibly a repeat',
    claimed_by String COMMENT 'Whoever is sending it, or did last',
    detail     String COMMENT 'What was said of the last attempt',
    version    UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYear(created_at)
ORDER BY id
TTL toDateTime(created_at, 'UTC') + INTERVAL 400 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
