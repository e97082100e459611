-- What one run counts: the facts of its chats as they should be. Dropped when the run is done.
CREATE TABLE IF NOT EXISTS run_facts
(
    version       UInt64 COMMENT 'Names the run',
    account       LowCardinality(String),
    thread        String,
    kind          LowCardinality(String) COMMENT 'As in facts, like the columns that follow',
    ref           String,
    at            DateTime64(3, 'UTC'),
    value         Int64,
    worked        Int64,
    operator      LowCardinality(String),
    copilot       Bool,
    outside_hours Bool,
    page          String,
    attributes    Map(LowCardinality(String), String)
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
