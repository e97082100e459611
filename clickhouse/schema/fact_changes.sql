-- What one run changes in `facts`, computed before anything is changed. Dropped when the run is done.
CREATE TABLE IF NOT EXISTS fact_changes
(
    account       LowCardinality(String),
    bucket        DateTime('UTC'),
    thread        String,
    kind          LowCardinality(String),
    ref           String,
    at            DateTime64(3, 'UTC'),
    value         Int64,
    worked        Int64,
    operator      LowCardinality(String),
    copilot       Bool,
    outside_hours Bool,
    page          String,
    attributes    Map(LowCardinality(String), String),
    version       UInt64 COMMENT 'Names the run',
    is_deleted    UInt8 COMMENT 'Whether the fact is to go'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, bucket)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
