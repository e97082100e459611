-- What became, by the chats that one run computes, of every episode and turn that a target covers. Empty without
-- targets. Dropped when the run is done.
CREATE TABLE IF NOT EXISTS run_targets
(
    version       UInt64 COMMENT 'Names the run',
    account       LowCardinality(String),
    thread        String,
    episode       UInt32 COMMENT 'As in run_episodes',
    target        LowCardinality(String),
    result        LowCardinality(String) COMMENT 'met, breached, pending, ended_early or last_word',
    ref           String COMMENT 'Number of the episode, and of a turn also its first event: 1/message.created/28',
    at            Int64 COMMENT 'When the episode or turn starts, in milliseconds since 1970',
    operator      String COMMENT 'Who answered, else that of the episode',
    outside_hours Bool COMMENT 'It starts outside of working hours',
    is_waited     Bool COMMENT 'The visitor waits now, and the limit is on that',
    passes_at     Nullable(Int64)
        COMMENT 'While it is open and not answered: up to when the limit is kept; null: it does not run'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, episode)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
