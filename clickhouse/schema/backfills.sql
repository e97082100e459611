-- Readings of the history from SignalZen's API: one without an end can be gone on with.
CREATE TABLE IF NOT EXISTS backfills
(
    account     LowCardinality(String),
    started_at  DateTime64(3, 'UTC') COMMENT 'When it was begun: its name',
    since       DateTime64(3, 'UTC') COMMENT '1970 for all',
    finished_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it goes on, or was broken off',
    updated_at  DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(updated_at)
ORDER BY (account, started_at)
