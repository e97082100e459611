-- With which settings and rules, and by which edition of the definitions, numbers were computed, in order; is_whole:
-- all of them were, by a rebuild or from the beginning.
CREATE TABLE IF NOT EXISTS used_settings
(
    noted_at   DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC'),
    generation UInt64 COMMENT 'Of the numbers: 0 before the first rebuild',
    settings   String COMMENT 'JSON: what the SQL of the facts takes',
    rules      String COMMENT 'JSON: the schedules and targets behind it' CODEC(ZSTD(3)),
    is_whole   Bool
)
ENGINE = MergeTree
ORDER BY noted_at
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
