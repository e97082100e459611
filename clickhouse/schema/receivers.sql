-- Each spool, and how far what is erased is gone from its files.
CREATE TABLE IF NOT EXISTS receivers
(
    receiver    UUID COMMENT 'Of its DATA_DIR',
    host        String,
    data_dir    String,
    reported_at DateTime64(3, 'UTC'),
    cleaned_for DateTime64(3, 'UTC')
        COMMENT 'What was requested and erased up to here is gone from its files; 1970: not yet',
    left_over   Array(String) COMMENT 'Where it is not, and why'
)
ENGINE = ReplacingMergeTree(reported_at)
ORDER BY receiver
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
