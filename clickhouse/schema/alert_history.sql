-- What alerts have come to, one row for each change, and for each event that was told: for whoever asks later what was
-- said, and why. See docs/alerts.md.
CREATE TABLE IF NOT EXISTS alert_history
(
    rule      String COMMENT 'Its name in the rules',
    about     String COMMENT 'As in alert_states; of an event: what it is of',
    at        DateTime64(3, 'UTC') COMMENT 'When it was found; of an event: when that was' CODEC(Delta, ZSTD(1)),
    state     Enum8('ok' = 1, 'pending' = 2, 'firing' = 3, 'recovering' = 4, 'error' = 5, 'no_data' = 6),
    news      LowCardinality(String) COMMENT 'What people were told: firing, resolved, no_data, error; empty: nothing',
    notice    String COMMENT 'The id of what they were told; empty: nothing',
    why       LowCardinality(String) COMMENT 'Empty: it was judged; removed, changed: the rule was',
    found     String COMMENT 'The figures of then, with their window, as JSON' CODEC(ZSTD(3)),
    rule_text String COMMENT 'The rule that was in force, as JSON' CODEC(ZSTD(3))
)
ENGINE = ReplacingMergeTree
PARTITION BY toYear(at)
ORDER BY (rule, about, at, state, news, notice)
TTL toDateTime(at, 'UTC') + INTERVAL 400 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
