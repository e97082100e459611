-- Single contacts within the lifelong thread of a visitor, as of `version`: see docs/metrics.md.
CREATE TABLE IF NOT EXISTS episodes_store
(
    account                  LowCardinality(String),
    thread                   String COMMENT 'chat/<id>' CODEC(ZSTD(1)),
    number                   UInt32 COMMENT '1, 2, … within the chat',
    started_at               Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Null: closed before any start of it was known' CODEC(ZSTD(1)),
    first_visitor_message_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: the visitor wrote nothing' CODEC(ZSTD(1)),
    last_activity_at         Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Latest message by anyone, or the creation' CODEC(ZSTD(1)),
    closed_at                Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: not closed' CODEC(ZSTD(1)),
    idle_from                Nullable(DateTime64(3, 'UTC'))
        COMMENT 'When it is idle, if nothing else comes, or was closed before that' CODEC(ZSTD(1)),
    is_idle                  Bool COMMENT 'Whether it was when it was computed',
    operator                 LowCardinality(String) COMMENT 'Author of its last operator message; empty: none',
    page                     String COMMENT 'Path of the page it is of; empty: unknown' CODEC(ZSTD(1)),
    attributes               Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    messages_visitor         UInt32 CODEC(ZSTD(1)),
    messages_operator        UInt32 CODEC(ZSTD(1)),
    messages_copilot         UInt32 CODEC(ZSTD(1)),
    is_blocked               Bool COMMENT 'A block or a destruction ended it',
    response_from            Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Since when a first response is waited for; null: nobody asked' CODEC(ZSTD(1)),
    first_response_ms        Nullable(Int64) COMMENT 'Until the first operator message; null: none' CODEC(ZSTD(1)),
    first_answer_ms          Nullable(Int64)
        COMMENT 'Until the first of an operator or the copilot; null: none' CODEC(ZSTD(1)),
    total_wait_ms            Nullable(Int64) COMMENT 'All of its waits; null: never answered, or open' CODEC(ZSTD(1)),
    first_response_worked_ms Nullable(Int64) COMMENT 'As all that is worked: within the working hours' CODEC(ZSTD(1)),
    first_answer_worked_ms   Nullable(Int64) CODEC(ZSTD(1)),
    total_wait_worked_ms     Nullable(Int64) CODEC(ZSTD(1)),
    closure_worked_ms        Nullable(Int64) CODEC(ZSTD(1)),
    outside_hours            Bool COMMENT 'It starts outside of the working hours',
    rating                   UInt8 COMMENT '0 for none',
    copilot_outcome          LowCardinality(String) COMMENT 'NONE, PENDING, RESOLVED, ABANDONED or HANDED_OFF',
    waiting_since            Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Of one that is not closed: the visitor message that waits for an answer' CODEC(ZSTD(1)),
    due_at                   Nullable(DateTime64(3, 'UTC'))
        COMMENT 'When time alone changes what is counted of it; null: never' CODEC(ZSTD(1)),
    targets_met              Array(String) COMMENT 'Names of the targets met, in all of its turns' CODEC(ZSTD(1)),
    targets_breached         Array(String) COMMENT 'And of those breached, in any' CODEC(ZSTD(1)),
    breach_due_at            Nullable(DateTime64(3, 'UTC'))
        COMMENT 'While the visitor waits: up to when the first of the targets on that is kept' CODEC(ZSTD(1)),
    breach_due_target        LowCardinality(String) COMMENT 'The name of that target; empty: none' CODEC(ZSTD(1)),
    breach_dues              Map(LowCardinality(String), DateTime64(3, 'UTC'))
        COMMENT 'The same of each target on that, by its name' CODEC(ZSTD(1)),
    version                  UInt64 COMMENT 'Of the run: a newer one replaces the row, or deletes it' CODEC(ZSTD(1)),
    is_deleted               UInt8,
    copilot                  Bool ALIAS copilot_outcome != 'NONE',
    INDEX started_range started_at TYPE minmax GRANULARITY 1,
    INDEX idle_range idle_from TYPE minmax GRANULARITY 1,
    INDEX due_range due_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (account, thread, number)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1, merge_selector_base = 2
