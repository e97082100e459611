-- The targets as the rules say them, each as it is from a moment on. An edition holds all of them, and is kept: these
-- are few rows, and numbers may be of an earlier edition for as long as nobody recomputes them.
CREATE TABLE IF NOT EXISTS target_rules
(
    edition             UInt64 COMMENT 'Names the targets: other ones have another one',
    target              LowCardinality(String) COMMENT 'Its name; empty: says that all rows of the edition are there',
    measure             LowCardinality(String) COMMENT 'FIRST_RESPONSE, FIRST_ANSWER, REPLY, TOTAL_WAIT or CLOSURE',
    from_ms             Int64 COMMENT 'Covers what starts from then on, in milliseconds since 1970',
    until_ms            Int64 COMMENT 'And before then',
    within_ms           Int64 COMMENT 'The limit: up to then it is met',
    is_working          Bool COMMENT 'The limit is of working time',
    early_is_breach     Bool COMMENT 'What is over before the limit without an answer is a breach',
    last_word_is_breach Bool COMMENT 'A last word is a turn as any other',
    accounts            Array(String) COMMENT 'What it applies to; an empty list: to all',
    copilots            Array(Bool) COMMENT 'Whether the copilot took part',
    pages               Array(String),
    attributes          Map(String, Array(String)) COMMENT 'The values of each: all must hold',
    noted_at            DateTime('UTC') DEFAULT now('UTC')
)
ENGINE = ReplacingMergeTree(noted_at)
ORDER BY (edition, target, from_ms)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
