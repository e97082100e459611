-- Files of receivers that erased deliveries were taken out of: rows are only ever added.
CREATE TABLE IF NOT EXISTS cleaned_files
(
    cleaned_at DateTime64(3, 'UTC'),
    receiver   UUID COMMENT 'As in receivers',
    place      LowCardinality(String) COMMENT 'spool, archive, rejected or quarantine',
    file       String,
    deliveries UInt64 COMMENT 'How many; of quarantine, how many pieces'
)
ENGINE = MergeTree
ORDER BY (cleaned_at, receiver, file)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
