-- With what links are signed by which receivers of digests leave off; a link of any of them is good. See
-- docs/digests.md.
CREATE TABLE IF NOT EXISTS unsubscribe_keys
(
    key        String COMMENT 'In hexadecimal digits',
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY created_at
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
