-- With which settings, and by which edition of the definitions, numbers were computed, in order; is_whole: all of them
-- were, by a rebuild or from the beginning.
CREATE TABLE IF NOT EXISTS used_settings
(
    noted_at DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC'),
    settings String COMMENT 'JSON',
    is_whole Bool
)
ENGINE = MergeTree
ORDER BY noted_at
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
