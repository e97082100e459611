-- When grants were last used, to the minute.
CREATE TABLE IF NOT EXISTS grant_uses
(
    kind    Enum8('token' = 1, 'session' = 2, 'share' = 3),
    id      String,
    used_at DateTime64(3, 'UTC') COMMENT 'The latest one is the valid one'
)
ENGINE = ReplacingMergeTree(used_at)
ORDER BY (kind, id)
TTL toDateTime(used_at) + INTERVAL 1 YEAR
