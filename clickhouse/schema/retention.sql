-- From when on what is kept, by account, kind and the number of days that settings or rules ask for. A row is written
-- when something is announced, and another one before anything of it goes: the latest `since` is valid.
CREATE TABLE IF NOT EXISTS retention
(
    account      LowCardinality(String),
    kind         LowCardinality(String)
        COMMENT 'texts (names, addresses, attributes, too), events, facts; files: segments to be cleaned of texts',
    days         UInt32 COMMENT 'How many days are to be kept',
    announced_at DateTime64(3, 'UTC') COMMENT 'When it was said what would go',
    since        DateTime64(3, 'UTC') COMMENT 'What is older is gone, or going; 1970: nothing went yet'
)
ENGINE = ReplacingMergeTree(since)
ORDER BY (account, kind, days)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
