-- The working hours of the accounts that have any, as steps of W: the working time that has gone by up to a moment,
-- which grows while an account is open, and stands still while it is not. An edition holds all of them, as the rules
-- said, and is written again before it is a month old.
CREATE TABLE IF NOT EXISTS working_hours
(
    edition  UInt64 COMMENT 'Names the hours: other hours have another one',
    account  LowCardinality(String) COMMENT 'Empty: says that all rows of the edition are there',
    from_ms  Int64 COMMENT 'When it opens or closes, in milliseconds since 1970' CODEC(Delta, ZSTD(1)),
    worked   Int64 COMMENT 'W at that moment, in milliseconds' CODEC(Delta, ZSTD(1)),
    is_open  Bool COMMENT 'Whether it is open from then on',
    noted_at DateTime('UTC') DEFAULT now('UTC')
)
ENGINE = ReplacingMergeTree(noted_at)
ORDER BY (edition, account, from_ms)
TTL noted_at + INTERVAL 30 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
