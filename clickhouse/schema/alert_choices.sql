-- What people have chosen about an alert: to be told nothing for a while, or that they know of it. One row for each
-- change, the newest holds. See docs/notifications.md.
CREATE TABLE IF NOT EXISTS alert_choices
(
    rule      String COMMENT 'Its name in the rules',
    about     String COMMENT 'As in alert_states; empty: whatever the rule is about',
    kind      Enum8('muted' = 1, 'acknowledged' = 2),
    firing    String COMMENT 'Of acknowledged: the time for which it has been firing, as alert_states names it',
    since     DateTime64(3, 'UTC'),
    until     DateTime64(3, 'UTC') COMMENT 'Of muted: nothing is told before',
    chosen_by String COMMENT 'What whoever did is called',
    version   UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (rule, about, kind)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
