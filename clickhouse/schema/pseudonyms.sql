-- Operators who are pseudonymous: see docs/erasure.md.
CREATE TABLE IF NOT EXISTS pseudonyms
(
    account      LowCardinality(String),
    operator     String COMMENT 'SignalZen''s id',
    pseudonym    String COMMENT 'What the operator is called everywhere',
    requested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(requested_at)
ORDER BY (account, operator)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
