-- What every alert of the rules has come to, for each thing that it is about: one row for each change, the newest
-- holds. See docs/alerts.md.
CREATE TABLE IF NOT EXISTS alert_states
(
    rule     String COMMENT 'Its name in the rules',
    about    String COMMENT 'Such as an account; empty where it is about one thing alone',
    state    Enum8('ok' = 1, 'pending' = 2, 'firing' = 3, 'recovering' = 4, 'error' = 5, 'no_data' = 6),
    since    DateTime64(3, 'UTC'),
    firing   String COMMENT 'Names the time for which it has been firing; empty while it is not',
    is_told  Bool COMMENT 'Whether people were told that it is firing',
    told_at  DateTime64(3, 'UTC') COMMENT 'When they were last; 1970: never',
    basis    String COMMENT 'Names what the rule looks at: another one is judged afresh',
    found    String COMMENT 'The figures of then, as JSON' CODEC(ZSTD(3)),
    version  UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (rule, about)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
