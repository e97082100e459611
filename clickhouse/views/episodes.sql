-- Single contacts within the lifelong thread of a visitor: see docs/metrics.md.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW episodes
(
    account                        LowCardinality(String) COMMENT 'The SignalZen account',
    chat_id                        String COMMENT 'Id of the chat, which is SignalZen''s id of the visitor',
    number                         UInt32 COMMENT '1, 2, … within the chat',
    status                         String COMMENT 'OPEN, IDLE or CLOSED, as of now',
    started_at                     Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Null: it was closed before any start of it was known',
    first_visitor_message_at       Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: the visitor wrote nothing',
    last_activity_at               Nullable(DateTime64(3, 'UTC')) COMMENT 'Latest message by anyone, or the creation',
    closed_at                      Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: not closed',
    operator                       LowCardinality(String)
        COMMENT 'Id of the author of its last operator message; empty: none',
    page                           String COMMENT 'Path of the page it is of, without query; empty: unknown',
    messages_visitor               UInt32 COMMENT 'Text messages of the visitor in it',
    messages_operator              UInt32 COMMENT 'Text messages of operators in it',
    messages_copilot               UInt32 COMMENT 'Text messages of the copilot in it',
    first_response_seconds         Nullable(Float64) COMMENT 'Until the first operator message; null: none',
    first_answer_seconds           Nullable(Float64)
        COMMENT 'Until the first message of an operator or the copilot; null: none',
    total_wait_seconds             Nullable(Float64)
        COMMENT 'All that the visitor waited for answers in it; null: never answered, or not over',
    closure_seconds                Nullable(Float64)
        COMMENT 'From start to close; null: not closed, or start unknown',
    first_response_working_seconds Nullable(Float64) COMMENT 'first_response_seconds within working hours',
    first_answer_working_seconds   Nullable(Float64) COMMENT 'first_answer_seconds within working hours',
    total_wait_working_seconds     Nullable(Float64) COMMENT 'total_wait_seconds within working hours',
    closure_working_seconds        Nullable(Float64) COMMENT 'closure_seconds within working hours',
    rating                         Nullable(UInt8) COMMENT '1 to 5 stars, the last given in it; null: none',
    copilot_outcome                LowCardinality(String) COMMENT 'NONE, PENDING, RESOLVED, ABANDONED or HANDED_OFF',
    waiting_since                  Nullable(DateTime64(3, 'UTC'))
        COMMENT 'The visitor message that waits for an answer; null: none',
    targets_met                    Array(String) COMMENT 'Names of the targets that it kept, in all of its turns',
    targets_breached               Array(String) COMMENT 'Names of the targets that it breached, in any turn',
    breach_due_at                  Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Up to when the first target on the present wait is kept, or was; null: none, or nobody waits'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    account,
    substring(thread, 6) AS chat_id,
    number,
    multiIf(closed_at <= now64(3), 'CLOSED', idle_from <= now64(3), 'IDLE', 'OPEN') AS status,
    started_at, first_visitor_message_at, last_activity_at, closed_at, operator, page,
    messages_visitor, messages_operator, messages_copilot,
    first_response_ms / 1000 AS first_response_seconds,
    first_answer_ms / 1000 AS first_answer_seconds,
    total_wait_ms / 1000 AS total_wait_seconds,
    (toUnixTimestamp64Milli(closed_at) - toUnixTimestamp64Milli(started_at)) / 1000 AS closure_seconds,
    first_response_worked_ms / 1000 AS first_response_working_seconds,
    first_answer_worked_ms / 1000 AS first_answer_working_seconds,
    total_wait_worked_ms / 1000 AS total_wait_working_seconds,
    closure_worked_ms / 1000 AS closure_working_seconds,
    nullIf(rating, 0) AS rating,
    copilot_outcome,
    waiting_since, targets_met, targets_breached, breach_due_at
FROM episodes_store FINAL
