-- What each receiver says of itself, every ten seconds, and when it stops: a row for each of its starts.
CREATE TABLE IF NOT EXISTS receiver_states
(
    receiver    UUID COMMENT 'As in receivers',
    start       UUID COMMENT 'Of the process',
    host        String,
    data_dir    String,
    started_at  DateTime64(3, 'UTC') COMMENT 'By the clock of ClickHouse, as all but one of the times',
    reported_at DateTime64(3, 'UTC'),
    clock_at    DateTime64(3, 'UTC') COMMENT 'The same by the clock of the receiver',
    waiting     UInt64 COMMENT 'Deliveries that were accepted and not yet stored',
    oldest_at   DateTime64(3, 'UTC') COMMENT 'When the oldest of these was received; 1970: none waits',
    refused_at  DateTime64(3, 'UTC') COMMENT 'When a delivery was last refused, which may be lost; 1970: none was',
    is_stopped  Bool COMMENT 'It was its last report: it has ended, and takes nothing'
)
ENGINE = ReplacingMergeTree(reported_at)
ORDER BY (receiver, start)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
