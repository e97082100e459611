-- Who has left off from which digest by mail, or came back: one row for each change, the newest holds. See
-- docs/digests.md.
CREATE TABLE IF NOT EXISTS unsubscriptions
(
    digest     String COMMENT 'Its name in the rules',
    receiver   String COMMENT 'The address, in small letters',
    is_off     Bool COMMENT 'Whether nothing is sent',
    changed_at DateTime64(3, 'UTC'),
    version    UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (digest, receiver)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
