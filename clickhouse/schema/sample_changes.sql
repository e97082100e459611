-- What one run changes in `samples`, computed before anything is changed. Dropped when the run is done.
CREATE TABLE IF NOT EXISTS sample_changes
(
    account    LowCardinality(String),
    bucket     DateTime('UTC'),
    subject    String,
    kind       LowCardinality(String),
    ref        String,
    at         DateTime64(3, 'UTC'),
    value      Int64,
    operator   LowCardinality(String),
    copilot    Bool,
    page       String,
    attributes Map(LowCardinality(String), String),
    version    UInt64 COMMENT 'Names the run',
    is_deleted UInt8 COMMENT 'Whether the sample is to go'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, bucket)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
