-- What people wrote beside the figures, such as "new pricing page": one row for each change, the newest holds.
CREATE TABLE IF NOT EXISTS annotations
(
    id         String,
    account    String COMMENT 'Empty: of all accounts',
    start_at   DateTime64(3, 'UTC'),
    end_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it is a moment',
    text       String,
    created_at DateTime64(3, 'UTC'),
    is_removed UInt8,
    version    UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY id
