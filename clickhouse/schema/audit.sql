-- Who read texts, took them away, erased, signed in, and gave or took access: rows are only ever added. See
-- docs/access.md.
CREATE TABLE IF NOT EXISTS audit
(
    at          DateTime64(3, 'UTC'),
    entry       UUID COMMENT 'Each entry its own: an insert that is repeated is seen as one',
    action      LowCardinality(String) COMMENT 'Such as texts.read',
    caller_kind LowCardinality(String) COMMENT 'setting, token, session, proxy or share; command: the command line',
    caller_id   String COMMENT 'Of the token or link; what stands for a person; the name of a command',
    caller_name String COMMENT 'As it was called then',
    object      String COMMENT 'What it was done to, without personal data'
)
ENGINE = ReplacingMergeTree
ORDER BY (at, entry)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
