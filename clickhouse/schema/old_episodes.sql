-- Single contacts that are over for so long that they are deleted, on their way out. Dropped when they are gone.
CREATE TABLE IF NOT EXISTS old_episodes
(
    version UInt64 COMMENT 'Names whoever puts them there',
    account LowCardinality(String),
    thread  String,
    number  UInt32 COMMENT 'As in episodes_store'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, number)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
