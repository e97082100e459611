-- Up to when each digest of the rules is in the outbox, for each account or team of it: one row for each change, the
-- newest holds. See docs/digests.md.
CREATE TABLE IF NOT EXISTS digest_states
(
    digest        String COMMENT 'Its name in the rules',
    about         String COMMENT 'The account or team that it tells of; empty: everything',
    handled_until DateTime64(3, 'UTC') COMMENT 'The last time at which it was due, or when the rules first had it',
    version       UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (digest, about)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
