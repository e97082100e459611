-- Where notifications are not sent any more, for each receiver of a channel: one row for each change, the newest holds.
-- See docs/notifications.md.
CREATE TABLE IF NOT EXISTS disabled_channels
(
    channel     String,
    receiver    String COMMENT 'Of a channel by mail: the address; else empty',
    leads_to    String COMMENT 'A hash of where it led: with rules that lead elsewhere it is another',
    is_disabled Bool,
    since       DateTime64(3, 'UTC'),
    reason      String,
    version     UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (channel, receiver)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
