-- Who may change what is computed from deliveries: one process at a time. See
-- docs/decisions/0006-one-computes-at-a-time.md. A row for each session, by its newest counter. Up to
-- `clean_version` everything that was begun is also finished.
CREATE TABLE IF NOT EXISTS compute_leases
(
    session       String COMMENT 'The session of ClickHouse in which the holder changes anything',
    holder        String COMMENT 'Machine and process',
    program       LowCardinality(String) COMMENT 'service, or the command',
    as_user       LowCardinality(String) COMMENT 'The user of ClickHouse: only the same one can shut the session',
    counter       UInt64 COMMENT 'The newest row of a session is the valid one',
    is_open       Bool COMMENT 'It may be computing',
    version       UInt64 COMMENT 'Its newest version, or that from which on its versions are',
    clean_version UInt64 COMMENT 'Lower than the version: what was written since may be unfinished',
    renewed_at    DateTime64(3, 'UTC') COMMENT 'When it was last heard of, by the clock of ClickHouse',
    waits_until   DateTime64(3, 'UTC') COMMENT 'Until then whoever had it last lets this one go first'
)
ENGINE = ReplacingMergeTree(counter)
ORDER BY session
TTL toDateTime(renewed_at) + INTERVAL 30 DAY DELETE WHERE NOT is_open
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
