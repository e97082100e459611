-- How far rebuilds are, for whoever shows it: whoever is at one says so every few seconds.
CREATE TABLE IF NOT EXISTS rebuilds
(
    generation UInt64 COMMENT 'Of the numbers that it computes',
    chats      UInt64 COMMENT 'Computed so far',
    of         UInt64 COMMENT 'About how many there are',
    started_at DateTime64(3, 'UTC'),
    is_over    Bool,
    noted_at   DateTime64(3, 'UTC') DEFAULT now64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(noted_at)
ORDER BY generation
TTL toDateTime(noted_at) + INTERVAL 30 DAY
