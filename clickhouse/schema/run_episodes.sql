-- What one run computed of each episode. Dropped when the run is done. Times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS run_episodes
(
    version                  UInt64 COMMENT 'Names the run',
    account                  LowCardinality(String),
    thread                   String,
    episode                  UInt32 COMMENT 'As in run_events; 0: closed before any start was known',
    number                   UInt32 COMMENT '1, 2, … within the chat',
    started_at               Nullable(Int64),
    first_visitor_message_at Nullable(Int64),
    last_activity_at         Nullable(Int64),
    closed_at                Nullable(Int64),
    close_ref                String COMMENT 'The event that closed it',
    idle_from                Nullable(Int64) COMMENT 'When it is idle, if nothing else comes, or was closed before',
    open_until               Int64 COMMENT 'When it ceases to be open, as far as is known',
    is_idle                  Bool,
    is_blocked               Bool,
    operator                 String COMMENT 'Author of its last operator message; empty: none',
    page                     String,
    attributes               Map(LowCardinality(String), String),
    messages_visitor         UInt32,
    messages_operator        UInt32,
    messages_copilot         UInt32,
    ended_at                 Nullable(Int64) COMMENT 'Its close; of an idle one its last activity; null: open',
    is_repeated              Nullable(Bool)
        COMMENT 'The chat started another within a week of its end; null: that is not over',
    due_at                   Nullable(Int64)
        COMMENT 'When time alone changes what is counted of it, but for targets; null: never',
    response_from            Nullable(Int64) COMMENT 'Since when a response is waited for; null: nobody asked',
    first_response_ms        Nullable(Int64),
    first_response_worked_ms Nullable(Int64) COMMENT 'As all that is worked: within the working hours',
    responded_by             String,
    first_answer_ms          Nullable(Int64),
    first_answer_worked_ms   Nullable(Int64),
    answered_by              String,
    total_wait_ms            Nullable(Int64),
    total_wait_worked_ms     Nullable(Int64),
    closure_worked_ms        Nullable(Int64),
    is_outside_hours         Bool COMMENT 'It starts outside of the working hours',
    ends_outside_hours       Bool COMMENT 'Its close, else its last activity, is outside of them',
    rating                   UInt8 COMMENT '0 for none',
    is_copilot_eligible      Bool COMMENT 'The copilot was on from the first visitor message on, or later',
    copilot_outcome          LowCardinality(String),
    waiting_since            Nullable(Int64)
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, episode)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
