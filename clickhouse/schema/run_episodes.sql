-- What one run computed of each episode, and the samples it brings; `episode` is 0 for what belongs to none.
-- Dropped when the run is done.
CREATE TABLE IF NOT EXISTS run_episodes
(
    version                  UInt64 COMMENT 'Names the run',
    account                  LowCardinality(String),
    subject                  String,
    episode                  UInt32,
    number                   UInt32,
    started_at               Nullable(Int64) COMMENT 'Milliseconds since 1970, as all times here',
    first_visitor_message_at Nullable(Int64),
    last_activity_at         Nullable(Int64),
    closed_at                Nullable(Int64),
    idle_from                Nullable(Int64),
    is_idle                  Bool,
    operator                 String,
    page                     String,
    attributes               Map(LowCardinality(String), String),
    messages_visitor         UInt32,
    messages_operator        UInt32,
    messages_copilot         UInt32,
    first_response_ms        Nullable(Int64),
    first_answer_ms          Nullable(Int64),
    rating                   UInt8,
    copilot_outcome          LowCardinality(String),
    waiting_since            Nullable(Int64),
    samples                  Array(Tuple(
        kind LowCardinality(String), ref String, at Int64, value Int64, operator String, is_own Bool))
        COMMENT 'is_own: what is known of the episode (operator, page, copilot) holds for it'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, subject, episode)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
