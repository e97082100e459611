-- Who may change what is computed from deliveries: one process at a time. See docs/decisions/0006-one-computes-at-a-time.md.
-- A row for each session, by its newest counter. Up to `clean_version` everything that was begun is also finished.
CREATE TABLE IF NOT EXISTS compute_leases
(
    session       String COMMENT 'The session of ClickHouse in which the holder changes anything',
    holder        String COMMENT 'Machine and process',
    program       LowCardinality(String) COMMENT 'service, or the command',
    as_user       LowCardinality(String) COMMENT 'The user of ClickHouse: only the same one can shut the session',
    counter       UInt64,
    is_open       Bool COMMENT 'It may be computing',
    version       UInt64 COMMENT 'Its newest version, or that from which on its versions are',
    clean_version UInt64 COMMENT 'Lower than the version: what was written since may be unfinished',
    renewed_at    DateTime64(3, 'UTC'),
    waits_until   DateTime64(3, 'UTC') COMMENT 'Until then whoever had it last lets this one go first'
)
ENGINE = ReplacingMergeTree(counter)
ORDER BY session
TTL toDateTime(renewed_at) + INTERVAL 30 DAY DELETE WHERE NOT is_open
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

-- What a pass broke off before this one is finished as well: of the last day.
INSERT INTO compute_leases
SELECT 'before', '', 'migration', '', 0, false, newest, newest - least(newest, 86400000000), now64(3), now64(3)
FROM (SELECT greatest((SELECT max(version) FROM samples), (SELECT max(version) FROM rollups), (SELECT max(version) FROM episodes_store)) AS newest);

-- By which run an event came to its chat: what a rebuild has computed meanwhile may lack it.
ALTER TABLE subject_events
    ADD COLUMN IF NOT EXISTS sorted_in UInt64 COMMENT 'The version of the run that put it here' CODEC(ZSTD(1));
