-- Which days of UTC are summed up in facet_sums. A day becomes invalid before any of its facts changes, and is summed
-- up again later, under another version: until then its facts are read.
CREATE TABLE IF NOT EXISTS facet_days
(
    day      Date COMMENT 'Of UTC',
    facets   Array(LowCardinality(String)) COMMENT 'By what it is summed up',
    version  UInt64 COMMENT 'Of its rows in facet_sums; a newer one replaces the row' CODEC(ZSTD(1)),
    is_valid Bool,
    noted_at DateTime('UTC')
)
ENGINE = ReplacingMergeTree(version)
ORDER BY day
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
