-- Facts of whole days of UTC, summed up by page, and by the value of attributes that have few. Only days of which
-- everything is decided, and that have many facts for each row here: of all others the facts are read. Rows are valid
-- where facet_days has their version.
CREATE TABLE IF NOT EXISTS facet_sums
(
    facet          LowCardinality(String) COMMENT 'page, or attribute/<name>',
    account        LowCardinality(String),
    kind           LowCardinality(String) COMMENT 'What is counted: see facts',
    item           String COMMENT 'The page, or the value of the attribute' CODEC(ZSTD(1)),
    day            Date COMMENT 'Of UTC' CODEC(Delta, ZSTD(1)),
    facts          UInt64 COMMENT 'How many there are; this and what follows as in rollups' CODEC(T64, ZSTD(1)),
    value_sum      Int64 CODEC(T64, ZSTD(1)),
    value_squares  UInt128 CODEC(ZSTD(1)),
    value_min      Int64 CODEC(T64, ZSTD(1)),
    value_max      Int64 CODEC(T64, ZSTD(1)),
    bins           Map(UInt16, UInt32) CODEC(ZSTD(1)),
    worked_sum     Int64 CODEC(T64, ZSTD(1)),
    worked_squares UInt128 CODEC(ZSTD(1)),
    worked_min     Int64 CODEC(T64, ZSTD(1)),
    worked_max     Int64 CODEC(T64, ZSTD(1)),
    worked_bins    Map(UInt16, UInt32) COMMENT 'Empty: the same as bins' CODEC(ZSTD(1)),
    version        UInt64 CODEC(ZSTD(1)),
    -- As in facts, so that a question asks both alike.
    page           String ALIAS item,
    attributes     Map(String, String) ALIAS map(substring(toString(facet), 11), item)
)
ENGINE = ReplacingMergeTree
PARTITION BY toYear(day)
ORDER BY (facet, account, kind, item, day, version)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1
