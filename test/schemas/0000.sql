-- The tables as they were before migration 0001: test/flows/upgrades.spec.ts brings them up to date.
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
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
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
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS alert_states
(
    rule     String COMMENT 'Its name in the rules',
    about    String COMMENT 'Such as an account; empty where it is about one thing alone',
    state    Enum8('ok' = 1, 'pending' = 2, 'firing' = 3, 'recovering' = 4, 'error' = 5, 'no_data' = 6),
    since    DateTime64(3, 'UTC'),
    firing   String COMMENT 'Names the time for which it has been firing; empty while it is not',
    is_told  Bool COMMENT 'Whether people were told that it is firing',
    told_at  DateTime64(3, 'UTC') COMMENT 'When they were last; 1970: never',
    basis    String COMMENT 'Names what the rule looks at: another one is judged afresh',
    found    String COMMENT 'The figures of then, as JSON' CODEC(ZSTD(3)),
    version  UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (rule, about)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS annotations
(
    id         String,
    account    String COMMENT 'Empty: of all accounts',
    start_at   DateTime64(3, 'UTC'),
    end_at     Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it is a moment',
    text       String,
    created_at DateTime64(3, 'UTC'),
    is_removed UInt8,
    version    UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY id;
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
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS backfills
(
    account     LowCardinality(String),
    started_at  DateTime64(3, 'UTC') COMMENT 'When it was begun: its name',
    since       DateTime64(3, 'UTC') COMMENT '1970 for all',
    finished_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it goes on, or was broken off',
    updated_at  DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(updated_at)
ORDER BY (account, started_at);
CREATE TABLE IF NOT EXISTS chat_coverage
(
    account  LowCardinality(String),
    day      Date CODEC(Delta, ZSTD(1)),
    chat_id  String CODEC(ZSTD(1)),
    resource Enum8('chat' = 1, 'message' = 2),
    shown    UInt32 COMMENT 'How many the API showed' CODEC(T64, ZSTD(1)),
    received UInt32 COMMENT 'How many of these came by webhook' CODEC(T64, ZSTD(1)),
    read_at  DateTime64(3, 'UTC')
        COMMENT 'When the API was asked: the latest reading is the valid one' CODEC(Delta, ZSTD(1))
)
ENGINE = ReplacingMergeTree(read_at)
ORDER BY (account, day, chat_id, resource);
CREATE TABLE IF NOT EXISTS chat_reads
(
    account  LowCardinality(String),
    chat_id  String CODEC(ZSTD(1)),
    read_at  DateTime64(3, 'UTC') COMMENT 'The latest reading is the valid one' CODEC(Delta, ZSTD(1)),
    is_gone  Bool COMMENT 'SignalZen has it no longer, and is not asked again',
    messages UInt32 COMMENT 'How many messages the API showed'
)
ENGINE = ReplacingMergeTree(read_at)
ORDER BY (account, chat_id);
CREATE TABLE IF NOT EXISTS cleaned_files
(
    cleaned_at DateTime64(3, 'UTC'),
    receiver   UUID COMMENT 'As in receivers',
    place      LowCardinality(String) COMMENT 'spool, archive, rejected or quarantine',
    file       String,
    deliveries UInt64 COMMENT 'How many; of quarantine, how many pieces'
)
ENGINE = MergeTree
ORDER BY (cleaned_at, receiver, file)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS compute_leases
(
    session       String COMMENT 'The session of ClickHouse in which the holder changes anything',
    holder        String COMMENT 'Machine and process',
    program       LowCardinality(String) COMMENT 'service, or the command',
    as_user       LowCardinality(String) COMMENT 'The user of ClickHouse: only the same one can shut the session',
    counter       UInt64 COMMENT 'The newest row of a session is the valid one',
    is_open       Bool COMMENT 'It may be computing',
    version       UInt64 COMMENT 'Its newest version, or that from which on its versions are',
    clean_version UInt64 COMMENT 'Lower than the version: what was written since may be unfinished',
    renewed_at    DateTime64(3, 'UTC') COMMENT 'When it was last heard of, by the clock of ClickHouse',
    waits_until   DateTime64(3, 'UTC') COMMENT 'Until then whoever had it last lets this one go first'
)
ENGINE = ReplacingMergeTree(counter)
ORDER BY session
TTL toDateTime(renewed_at) + INTERVAL 30 DAY DELETE WHERE NOT is_open
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS deadlines
(
    due_at  DateTime64(3, 'UTC') COMMENT 'When it is to be computed, unless anything comes' CODEC(Delta, ZSTD(1)),
    account LowCardinality(String),
    thread  String CODEC(ZSTD(1)),
    is_open Bool COMMENT 'An episode of it is open until then'
)
ENGINE = ReplacingMergeTree
ORDER BY (due_at, account, thread, is_open)
TTL toDateTime(due_at) + INTERVAL 7 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS deliveries_store
(
    segment_id       UInt64 COMMENT 'Spool segment that holds the record' CODEC(Delta, ZSTD(1)),
    sequence         UInt64 COMMENT 'Order of receipt within one spool' CODEC(Delta, ZSTD(1)),
    received_at      DateTime64(3, 'UTC') COMMENT 'When it was accepted' CODEC(Delta, ZSTD(1)),
    account          LowCardinality(String) COMMENT 'The SignalZen account: the name of its secret',
    event_id         String COMMENT 'The same for all deliveries of one event of the account' CODEC(ZSTD(1)),
    event_type       LowCardinality(String) COMMENT 'Empty when the body names none',
    thread           String
        COMMENT 'chat/<id>, else message/<id>, else event_id: what is computed together' CODEC(ZSTD(1)),
    chat_id          String COMMENT 'Empty when the body does not say' CODEC(ZSTD(1)),
    message_id       String COMMENT 'Empty when it is not about a message' CODEC(ZSTD(1)),
    occurred_at      DateTime64(3, 'UTC') COMMENT 'Event time, see docs/metrics.md' CODEC(Delta, ZSTD(1)),
    occurred_from    Enum8('payload' = 1, 'received' = 2) COMMENT 'Where occurred_at was taken from',
    parse_error      LowCardinality(String) COMMENT 'Why the body could not be read as an event; empty if it could',
    message_type     LowCardinality(String) COMMENT 'As received',
    sender_type      LowCardinality(String) COMMENT 'As received, in lower case',
    sender_id        String COMMENT 'Of whoever wrote the message' CODEC(ZSTD(1)),
    operator_name    String COMMENT 'What an operator is called who wrote the message' CODEC(ZSTD(1)),
    sender_is_ai     Bool COMMENT 'SignalZen says that it is an AI',
    auto_invitation  Bool COMMENT 'A rule wrote it, not a person',
    may_be_last_word Bool COMMENT 'The message is short and asks nothing, see docs/metrics.md',
    rating           UInt8 COMMENT '1 to 5 stars, 0 for none',
    page_seen        Bool COMMENT 'Whether the body names a page',
    page             String COMMENT 'Path of the page, without query' CODEC(ZSTD(1)),
    attributes_seen  Bool COMMENT 'Whether the body names attributes',
    attributes       Map(LowCardinality(String), String) COMMENT 'What the website said of the visitor' CODEC(ZSTD(1)),
    is_erased        Bool COMMENT 'Body and attributes were taken away; what is counted was kept',
    body             String COMMENT 'The bytes as SignalZen sent them' CODEC(ZSTD(3)),
    source           LowCardinality(String) ALIAS if(segment_id >= 9223372036854775808, 'api', 'webhook')
        COMMENT 'webhook, or api: read from the API of SignalZen',
    INDEX received_at_range received_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (segment_id, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS digest_states
(
    digest        String COMMENT 'Its name in the rules',
    about         String COMMENT 'The account or team that it tells of; empty: everything',
    handled_until DateTime64(3, 'UTC') COMMENT 'The last time at which it was due, or when the rules first had it',
    version       UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (digest, about)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS dirty_buckets
(
    version UInt64 COMMENT 'As of which roll-ups are computed',
    account LowCardinality(String),
    kind    LowCardinality(String),
    bucket  DateTime('UTC') COMMENT 'Start of the quarter of an hour'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, kind, bucket)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
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
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS episodes_store
(
    account                  LowCardinality(String),
    thread                   String COMMENT 'chat/<id>' CODEC(ZSTD(1)),
    number                   UInt32 COMMENT '1, 2, … within the chat',
    started_at               Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Null: closed before any start of it was known' CODEC(ZSTD(1)),
    first_visitor_message_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: the visitor wrote nothing' CODEC(ZSTD(1)),
    last_activity_at         Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Latest message by anyone, or the creation' CODEC(ZSTD(1)),
    closed_at                Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: not closed' CODEC(ZSTD(1)),
    idle_from                Nullable(DateTime64(3, 'UTC'))
        COMMENT 'When it is idle, if nothing else comes, or was closed before that' CODEC(ZSTD(1)),
    is_idle                  Bool COMMENT 'Whether it was when it was computed',
    operator                 LowCardinality(String) COMMENT 'Author of its last operator message; empty: none',
    page                     String COMMENT 'Path of the page it is of; empty: unknown' CODEC(ZSTD(1)),
    attributes               Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    messages_visitor         UInt32 CODEC(ZSTD(1)),
    messages_operator        UInt32 CODEC(ZSTD(1)),
    messages_copilot         UInt32 CODEC(ZSTD(1)),
    is_blocked               Bool COMMENT 'A block or a destruction ended it',
    response_from            Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Since when a first response is waited for; null: nobody asked' CODEC(ZSTD(1)),
    first_response_ms        Nullable(Int64) COMMENT 'Until the first operator message; null: none' CODEC(ZSTD(1)),
    first_answer_ms          Nullable(Int64)
        COMMENT 'Until the first of an operator or the copilot; null: none' CODEC(ZSTD(1)),
    total_wait_ms            Nullable(Int64) COMMENT 'All of its waits; null: never answered, or open' CODEC(ZSTD(1)),
    first_response_worked_ms Nullable(Int64) COMMENT 'As all that is worked: within the working hours' CODEC(ZSTD(1)),
    first_answer_worked_ms   Nullable(Int64) CODEC(ZSTD(1)),
    total_wait_worked_ms     Nullable(Int64) CODEC(ZSTD(1)),
    closure_worked_ms        Nullable(Int64) CODEC(ZSTD(1)),
    outside_hours            Bool COMMENT 'It starts outside of the working hours',
    rating                   UInt8 COMMENT '0 for none',
    copilot_outcome          LowCardinality(String) COMMENT 'NONE, PENDING, RESOLVED, ABANDONED or HANDED_OFF',
    waiting_since            Nullable(DateTime64(3, 'UTC'))
        COMMENT 'Of one that is not closed: the visitor message that waits for an answer' CODEC(ZSTD(1)),
    due_at                   Nullable(DateTime64(3, 'UTC'))
        COMMENT 'When time alone changes what is counted of it; null: never' CODEC(ZSTD(1)),
    targets_met              Array(String) COMMENT 'Names of the targets met, in all of its turns' CODEC(ZSTD(1)),
    targets_breached         Array(String) COMMENT 'And of those breached, in any' CODEC(ZSTD(1)),
    breach_due_at            Nullable(DateTime64(3, 'UTC'))
        COMMENT 'While the visitor waits: up to when the first of the targets on that is kept' CODEC(ZSTD(1)),
    breach_due_target        LowCardinality(String) COMMENT 'The name of that target; empty: none' CODEC(ZSTD(1)),
    breach_dues              Map(LowCardinality(String), DateTime64(3, 'UTC'))
        COMMENT 'The same of each target on that, by its name' CODEC(ZSTD(1)),
    version                  UInt64 COMMENT 'Of the run: a newer one replaces the row, or deletes it' CODEC(ZSTD(1)),
    is_deleted               UInt8,
    copilot                  Bool ALIAS copilot_outcome != 'NONE',
    INDEX started_range started_at TYPE minmax GRANULARITY 1,
    INDEX idle_range idle_from TYPE minmax GRANULARITY 1,
    INDEX due_range due_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version, is_deleted)
ORDER BY (account, thread, number)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1, merge_selector_base = 2;
CREATE TABLE IF NOT EXISTS erased_deliveries
(
    account      LowCardinality(String),
    thread       String COMMENT 'As in deliveries_store',
    segment_id   UInt64,
    sequence     UInt64,
    requested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(requested_at)
ORDER BY (account, thread, segment_id, sequence)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS erased_segments
(
    segment_id UInt64,
    erased_at  DateTime64(3, 'UTC') COMMENT 'When a delivery of it was last erased'
)
ENGINE = ReplacingMergeTree(erased_at)
ORDER BY segment_id
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS erasures
(
    account      LowCardinality(String),
    chat_id      String,
    until        DateTime64(3, 'UTC') COMMENT 'Deliveries of the chat that were received before this are erased',
    requested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(until)
ORDER BY (account, chat_id)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS facet_days
(
    day      Date COMMENT 'Of UTC',
    facets   Array(LowCardinality(String)) COMMENT 'By what it is summed up',
    version  UInt64 COMMENT 'Of its rows in facet_sums; a newer one replaces the row' CODEC(ZSTD(1)),
    is_valid Bool,
    noted_at DateTime('UTC')
)
ENGINE = ReplacingMergeTree(version)
ORDER BY day
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS facet_sums
(
    facet          LowCardinality(String) COMMENT 'page, or attribute/<name>',
    account        LowCardinality(String),
    kind           LowCardinality(String) COMMENT 'What is counted: see facts',
    item           String COMMENT 'The page, or the value of the attribute' CODEC(ZSTD(1)),
    day            Date COMMENT 'Of UTC' CODEC(Delta, ZSTD(1)),
    facts          UInt64 COMMENT 'How many there are; this and what follows as in rollups' CODEC(T64, ZSTD(1)),
    value_sum      Int64 CODEC(T64, ZSTD(1)),
    value_squares  UInt128 CODEC(ZSTD(1)),
    value_min      Int64 CODEC(T64, ZSTD(1)),
    value_max      Int64 CODEC(T64, ZSTD(1)),
    bins           Map(UInt16, UInt32) CODEC(ZSTD(1)),
    worked_sum     Int64 CODEC(T64, ZSTD(1)),
    worked_squares UInt128 CODEC(ZSTD(1)),
    worked_min     Int64 CODEC(T64, ZSTD(1)),
    worked_max     Int64 CODEC(T64, ZSTD(1)),
    worked_bins    Map(UInt16, UInt32) COMMENT 'Empty: the same as bins' CODEC(ZSTD(1)),
    version        UInt64 CODEC(ZSTD(1)),
    -- As in facts, so that a question asks both alike.
    page           String ALIAS item,
    attributes     Map(String, String) ALIAS map(substring(toString(facet), 11), item)
)
ENGINE = ReplacingMergeTree
PARTITION BY toYear(day)
ORDER BY (facet, account, kind, item, day, version)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS fact_changes
(
    account       LowCardinality(String),
    bucket        DateTime('UTC'),
    thread        String,
    kind          LowCardinality(String),
    ref           String,
    at            DateTime64(3, 'UTC'),
    value         Int64,
    worked        Int64,
    operator      LowCardinality(String),
    copilot       Bool,
    outside_hours Bool,
    page          String,
    attributes    Map(LowCardinality(String), String),
    version       UInt64 COMMENT 'Names the run',
    is_deleted    UInt8 COMMENT 'Whether the fact is to go'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, bucket)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS facts
(
    account       LowCardinality(String),
    bucket        DateTime('UTC') COMMENT 'Start of the quarter of an hour of `at`' CODEC(Delta, ZSTD(1)),
    thread        String COMMENT 'The chat, message or event that it is of: as in deliveries_store' CODEC(ZSTD(1)),
    kind          LowCardinality(String) COMMENT 'What is counted: closure, rating_5, target_met/<name>, …',
    ref           String COMMENT 'Which one of the thread' CODEC(ZSTD(1)),
    at            DateTime64(3, 'UTC') COMMENT 'The anchor: decides the bucket' CODEC(Delta, ZSTD(1)),
    value         Int64 COMMENT 'Milliseconds of a duration; 1 and -1 of episode_open; else 0' CODEC(ZSTD(1)),
    worked        Int64 COMMENT 'Of a duration: its milliseconds within working hours; else as value' CODEC(ZSTD(1)),
    operator      LowCardinality(String) COMMENT 'Whose it is, by the rules of docs/metrics.md',
    copilot       Bool COMMENT 'Of an episode in which the copilot took part',
    outside_hours Bool COMMENT '`at` is outside of working hours; of episode_open: the start of the episode is',
    page          String COMMENT 'Of the episode' CODEC(ZSTD(1)),
    attributes    Map(LowCardinality(String), String) COMMENT 'Of the episode' CODEC(ZSTD(1)),
    version       UInt64 COMMENT 'A newer one replaces the row, or deletes it' CODEC(ZSTD(1)),
    is_deleted    UInt8,
    -- Durations in one bin differ by 2 % at most: its middle is within 1 % of each. See docs/metrics.md.
    bin           UInt16 ALIAS if(value <= 0, 0, 1 + toUInt16(ceil(log(value) / log(1.02)))),
    worked_bin    UInt16 ALIAS if(worked <= 0, 0, 1 + toUInt16(ceil(log(worked) / log(1.02))))
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (account, bucket, thread, kind, ref)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS final_threads
(
    account   LowCardinality(String),
    thread    String COMMENT 'As in thread_events' CODEC(ZSTD(1)),
    until     DateTime64(3, 'UTC') COMMENT 'Events of a time before this are gone, and none is computed' CODEC(ZSTD(1)),
    episodes  UInt32 COMMENT 'How many single contacts they made: later ones have the numbers after it' CODEC(ZSTD(1)),
    is_closed Bool COMMENT 'The last of them was closed',
    copilot   UInt8 COMMENT '2: it was switched on last; 1: off; 0: neither',
    page      String COMMENT 'The last one that was seen' CODEC(ZSTD(1)),
    version   UInt64 COMMENT 'Of the turn that noted it: a newer row replaces it' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (account, thread)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS grant_uses
(
    kind    Enum8('token' = 1, 'session' = 2, 'share' = 3),
    id      String,
    used_at DateTime64(3, 'UTC') COMMENT 'The latest one is the valid one'
)
ENGINE = ReplacingMergeTree(used_at)
ORDER BY (kind, id)
TTL toDateTime(used_at) + INTERVAL 1 YEAR;
CREATE TABLE IF NOT EXISTS grants
(
    kind       Enum8('token' = 1, 'session' = 2, 'share' = 3),
    id         String COMMENT 'For people and logs: not secret',
    digest     String COMMENT 'SHA-256 of the secret, in hexadecimal digits',
    name       String COMMENT 'What people call it',
    scopes     Array(LowCardinality(String)) COMMENT 'What it opens',
    accounts   Array(String) COMMENT 'Of these accounts only; empty: of all',
    teams      Array(String) COMMENT 'Of operators of these teams of the rules only; empty: of all',
    view       String COMMENT 'JSON: the rest of the filter, and the range, that it is bound to; empty: none',
    subject    String COMMENT 'Whose: issuer and subject of a sign-in, who made a share link',
    created_at DateTime64(3, 'UTC'),
    expires_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it has no end',
    revoked_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it was not',
    version    UInt64 COMMENT 'Microseconds, and the highest bit once revoked: the largest is valid'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (kind, id)
TTL toDateTime(ifNull(expires_at, created_at)) + INTERVAL 30 DAY DELETE WHERE kind = 'session' AND isNotNull(expires_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS late_deliveries
(
    account    LowCardinality(String),
    segment_id UInt64 COMMENT 'With the sequence: the delivery in deliveries_store' CODEC(ZSTD(1)),
    sequence   UInt64 CODEC(ZSTD(1)),
    noted_at   DateTime('UTC') DEFAULT now('UTC') CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(noted_at)
ORDER BY (account, segment_id, sequence)
TTL noted_at + INTERVAL 30 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS link_attempts
(
    account      LowCardinality(String),
    message_id   String CODEC(ZSTD(1)),
    attempts     UInt16 COMMENT 'How often it was looked for',
    attempted_at DateTime64(3, 'UTC'),
    next_at      DateTime64(3, 'UTC') COMMENT 'When it is looked for again'
)
ENGINE = ReplacingMergeTree(attempted_at)
ORDER BY (account, message_id)
TTL toDateTime(next_at) + INTERVAL 90 DAY;
CREATE TABLE IF NOT EXISTS message_chats
(
    account    LowCardinality(String),
    message_id String CODEC(ZSTD(1)),
    chat_id    String COMMENT 'Any that a delivery named; the smallest is the valid one' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, message_id, chat_id)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS notifications
(
    id         String COMMENT 'Follows from what is told and to whom, so that nothing is told twice',
    rule       LowCardinality(String) COMMENT 'The alert or the digest of the rules that it is of; empty: of none',
    channel    LowCardinality(String),
    receiver   String COMMENT 'Of a channel by mail: the address; else empty',
    notice     String COMMENT 'What is told, as JSON' CODEC(ZSTD(3)),
    accounts   Array(LowCardinality(String)) COMMENT 'Of which it tells; empty: of all',
    teams      Array(LowCardinality(String)) COMMENT 'Of which it tells; empty: of everybody',
    created_at DateTime64(3, 'UTC'),
    state      Enum8('due' = 1, 'claimed' = 2, 'sent' = 3, 'refused' = 4, 'uncertain' = 5, 'muted' = 6) COMMENT
        'claimed: somebody sends it; refused: given up; uncertain: nobody said that it was taken; muted: never sent',
    due_at     DateTime64(3, 'UTC') COMMENT 'When it is to be sent, or sent again; else: since when its state is so',
    attempts   UInt16 COMMENT 'How often it was sent, or tried to be',
    may_be_there Bool COMMENT 'Whether an attempt is uncertain: the next one is marked as possibly a repeat',
    claimed_by String COMMENT 'Whoever is sending it, or did last',
    detail     String COMMENT 'What was said of the last attempt',
    version    UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYear(created_at)
ORDER BY id
TTL toDateTime(created_at, 'UTC') + INTERVAL 400 DAY
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS old_episodes
(
    version UInt64 COMMENT 'Names whoever puts them there',
    account LowCardinality(String),
    thread  String,
    number  UInt32 COMMENT 'As in episodes_store'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, number)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS operators_store
(
    account  LowCardinality(String),
    operator String,
    latest   SimpleAggregateFunction(
        max, Tuple(written_at DateTime64(3, 'UTC'), message_number UInt64, message_id String, name String))
)
ENGINE = AggregatingMergeTree
ORDER BY (account, operator)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS other_bodies
(
    run           UInt64 COMMENT 'Names whoever puts them there',
    segment_id    UInt64,
    sequence      UInt64,
    operator_name String,
    body          String,
    noted_at      DateTime('UTC') DEFAULT now('UTC')
)
ENGINE = MergeTree
PARTITION BY run
ORDER BY (segment_id, sequence)
TTL noted_at + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS pending_ranges
(
    listing        UUID,
    segment_id     UInt64 COMMENT 'As in deliveries_store',
    first_sequence UInt64,
    last_sequence  UInt64,
    deliveries     UInt32 COMMENT 'How many there are in the range',
    pending        Int64
)
ENGINE = SummingMergeTree(pending)
ORDER BY listing
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS pseudonyms
(
    account      LowCardinality(String),
    operator     String COMMENT 'SignalZen''s id',
    pseudonym    String COMMENT 'What the operator is called everywhere',
    requested_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(requested_at)
ORDER BY (account, operator)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
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
TTL toDateTime(noted_at) + INTERVAL 30 DAY;
CREATE TABLE IF NOT EXISTS received_blocks
(
    segment_id       UInt64 CODEC(ZSTD(1)),
    block            UInt64 COMMENT 'Of 65,536 sequence numbers' CODEC(ZSTD(1)),
    hour             DateTime('UTC') COMMENT 'Of receipt' CODEC(ZSTD(1)),
    account          LowCardinality(String),
    event_type       LowCardinality(String),
    is_understood    Bool COMMENT 'Whether the bodies could be read as events',
    deliveries       UInt64 CODEC(T64, ZSTD(1)),
    last_received_at DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    version          UInt64 COMMENT 'A newer count of the block replaces the row' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (segment_id, block, hour, account, event_type, is_understood);
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
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS receivers
(
    receiver    UUID COMMENT 'Of its DATA_DIR',
    host        String,
    data_dir    String,
    reported_at DateTime64(3, 'UTC'),
    cleaned_for DateTime64(3, 'UTC')
        COMMENT 'What was requested and erased up to here is gone from its files; 1970: not yet',
    left_over   Array(String) COMMENT 'Where it is not, and why'
)
ENGINE = ReplacingMergeTree(reported_at)
ORDER BY receiver
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
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
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS rollups
(
    dimensions     Enum8('none' = 0, 'operator' = 1, 'operator_copilot' = 2)
        COMMENT 'What rows are of, beside account and kind',
    grain          UInt32 COMMENT 'Length of the bucket in seconds: 900, 3600, 10800, 86400 or 1382400' CODEC(ZSTD(1)),
    account        LowCardinality(String),
    kind           LowCardinality(String) COMMENT 'What is counted: see facts',
    bucket         DateTime('UTC') COMMENT 'Start of the bucket' CODEC(Delta, ZSTD(1)),
    operator       LowCardinality(String) COMMENT 'Empty where rows are not by operator',
    copilot        Bool COMMENT 'False where rows are not by copilot',
    facts          UInt64 COMMENT 'How many there are' CODEC(T64, ZSTD(1)),
    value_sum      Int64 COMMENT 'Of durations, in milliseconds; of episode_open, the change' CODEC(T64, ZSTD(1)),
    value_squares  UInt128 COMMENT 'Of durations: the sum of the squares of the milliseconds' CODEC(ZSTD(1)),
    value_min      Int64 COMMENT 'Of durations: the shortest, in milliseconds' CODEC(T64, ZSTD(1)),
    value_max      Int64 COMMENT 'Of durations: the longest, in milliseconds' CODEC(T64, ZSTD(1)),
    bins           Map(UInt16, UInt32) COMMENT 'Of durations: how many are in each bin, see facts' CODEC(LZ4),
    worked_sum     Int64 COMMENT 'As value_sum, within working hours; so are those that follow' CODEC(T64, ZSTD(1)),
    worked_squares UInt128 CODEC(ZSTD(1)),
    worked_min     Int64 CODEC(T64, ZSTD(1)),
    worked_max     Int64 CODEC(T64, ZSTD(1)),
    worked_bins    Map(UInt16, UInt32) COMMENT 'Empty: the same as bins' CODEC(LZ4),
    version        UInt64 COMMENT 'A newer one replaces the row, or deletes it' CODEC(ZSTD(1)),
    is_deleted     UInt8
)
ENGINE = ReplacingMergeTree(version, is_deleted)
PARTITION BY toYear(bucket)
ORDER BY (dimensions, grain, account, kind, bucket, operator, copilot)
SETTINGS index_granularity = 256, fsync_after_insert = 1, fsync_part_directory = 1,
    merge_selector_base = 2, min_age_to_force_merge_seconds = 21600;
CREATE TABLE IF NOT EXISTS run_cut_events
(
    version           UInt64 COMMENT 'Names the run',
    account           LowCardinality(String),
    thread            String,
    position          UInt32 COMMENT 'In the sorted order of the chat, from 1 on',
    moment            Int64,
    event_id          String,
    episode           UInt32 COMMENT '1, 2, …: the latest that started up to the event; 0: none did',
    is_nameless       Bool COMMENT 'The chat was closed before any start was known: that is its episode of number 1',
    is_linked         Bool COMMENT 'Its chat is known',
    mark              LowCardinality(String) COMMENT 'The kind of the fact that a state event is; empty: of none',
    author            LowCardinality(String) COMMENT 'Of a text message: visitor, operator, copilot, proactive',
    who               String COMMENT 'Id of the operator or copilot',
    is_copilot_on     Bool,
    is_hand_off       Bool COMMENT 'From the copilot to the team',
    page_seen         Bool,
    page              String,
    page_before       String COMMENT 'Of a start: the last one that was seen before it',
    attributes_seen   Bool,
    attributes        Map(LowCardinality(String), String),
    attributes_before Map(LowCardinality(String), String),
    starts_episode    Bool,
    closes_episode    Bool,
    blocks_episode    Bool,
    may_be_last_word  Bool,
    stars             UInt8,
    rated             String COMMENT 'What was rated, see the view events; empty: nothing',
    is_rating         Bool COMMENT 'The rating that counts',
    rated_in          UInt32 COMMENT 'The episode that the rating belongs to',
    former_episodes   UInt32 COMMENT 'As episodes in final_threads: how many came before those of the run'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, position)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS run_episodes
(
    version                  UInt64 COMMENT 'Names the run',
    account                  LowCardinality(String),
    thread                   String,
    episode                  UInt32 COMMENT 'As in run_events; 0: closed before any start was known',
    number                   UInt32 COMMENT '1, 2, … within the chat',
    started_at               Nullable(Int64),
    first_visitor_message_at Nullable(Int64),
    last_activity_at         Nullable(Int64),
    closed_at                Nullable(Int64),
    close_ref                String COMMENT 'The event that closed it',
    idle_from                Nullable(Int64) COMMENT 'When it is idle, if nothing else comes, or was closed before',
    open_until               Int64 COMMENT 'When it ceases to be open, as far as is known',
    is_idle                  Bool,
    is_blocked               Bool,
    operator                 String COMMENT 'Author of its last operator message; empty: none',
    page                     String,
    attributes               Map(LowCardinality(String), String),
    messages_visitor         UInt32,
    messages_operator        UInt32,
    messages_copilot         UInt32,
    ended_at                 Nullable(Int64) COMMENT 'Its close; of an idle one its last activity; null: open',
    is_repeated              Nullable(Bool)
        COMMENT 'The chat started another within a week of its end; null: that is not over',
    due_at                   Nullable(Int64)
        COMMENT 'When time alone changes what is counted of it, but for targets; null: never',
    response_from            Nullable(Int64) COMMENT 'Since when a response is waited for; null: nobody asked',
    first_response_ms        Nullable(Int64),
    first_response_worked_ms Nullable(Int64) COMMENT 'As all that is worked: within the working hours',
    responded_by             String,
    first_answer_ms          Nullable(Int64),
    first_answer_worked_ms   Nullable(Int64),
    answered_by              String,
    total_wait_ms            Nullable(Int64),
    total_wait_worked_ms     Nullable(Int64),
    closure_worked_ms        Nullable(Int64),
    is_outside_hours         Bool COMMENT 'It starts outside of the working hours',
    ends_outside_hours       Bool COMMENT 'Its close, else its last activity, is outside of them',
    rating                   UInt8 COMMENT '0 for none',
    is_copilot_eligible      Bool COMMENT 'The copilot was on from the first visitor message on, or later',
    copilot_outcome          LowCardinality(String),
    waiting_since            Nullable(Int64)
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, episode)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS run_events
(
    version           UInt64 COMMENT 'Names the run',
    account           LowCardinality(String),
    thread            String,
    episode           UInt32 COMMENT '1, 2, …: the latest that started up to the event; 0: none did',
    is_nameless       Bool COMMENT 'The chat was closed before any start was known: that is its episode of number 1',
    position          UInt32 COMMENT 'In the sorted order of the chat, from 1 on',
    at                Int64,
    worked            Int64 COMMENT 'Working time of the account up to then, see working_hours; without hours the same',
    is_outside_hours  Bool,
    event_id          String,
    is_linked         Bool COMMENT 'Its chat is known',
    mark              LowCardinality(String) COMMENT 'The kind of the fact that a state event is; empty: of none',
    author            LowCardinality(String) COMMENT 'Of a text message: visitor, operator, copilot, proactive',
    who               String COMMENT 'Id of the operator or copilot',
    is_copilot_on     Bool,
    is_hand_off       Bool COMMENT 'From the copilot to the team',
    tells_page        Bool COMMENT 'Which page its episode is of',
    page              String,
    page_before       String COMMENT 'Of a start: the last one that was seen before it',
    tells_attributes  Bool COMMENT 'Which attributes its episode has: up to its close',
    attributes        Map(LowCardinality(String), String),
    attributes_before Map(LowCardinality(String), String),
    starts_episode    Bool,
    closes_episode    Bool,
    is_closed         Bool COMMENT 'Of the episode, as what follows up to last_activity',
    is_blocked        Bool,
    is_idle           Bool,
    idle_since        Int64 COMMENT 'When it is idle, if nothing else comes',
    last_activity     Int64,
    is_in             Bool COMMENT 'Up to the close of the episode and in its tail, or up to the block',
    is_own            Bool COMMENT 'The same, and not after its end: what comes while it is idle changes nothing in it',
    activity          UInt32 COMMENT 'Which one of the activities that keep it open; 0: none',
    activity_before   Int64 COMMENT 'When the one before it was',
    is_question       Bool COMMENT 'The first message of the visitor',
    is_response       Bool COMMENT 'The first message of an operator after the question',
    is_answer         Bool COMMENT 'The first message of an operator or the copilot after the question',
    hands_over        Bool COMMENT 'The copilot, which is on, hands over after the question and before any response',
    is_turn_start     Bool COMMENT 'The visitor writes after another, or first',
    is_turn_end       Bool COMMENT 'Another writes after the visitor',
    turn_ref          String COMMENT 'The event with which the last turn before it started',
    turn_at           Int64,
    turn_worked       Int64 COMMENT 'As worked, of turn_at',
    is_turn_outside   Bool COMMENT 'As is_outside_hours, of turn_at',
    may_be_last_word  Bool,
    stars             UInt8,
    rated             String COMMENT 'What was rated, see the view events; empty: nothing',
    is_rating         Bool COMMENT 'The rating that counts',
    rated_in          UInt32 COMMENT 'The episode that the rating belongs to',
    former_episodes   UInt32 COMMENT 'As episodes in final_threads: how many came before those of the run'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, position)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS run_facts
(
    version       UInt64 COMMENT 'Names the run',
    account       LowCardinality(String),
    thread        String,
    kind          LowCardinality(String) COMMENT 'As in facts, like the columns that follow',
    ref           String,
    at            DateTime64(3, 'UTC'),
    value         Int64,
    worked        Int64,
    operator      LowCardinality(String),
    copilot       Bool,
    outside_hours Bool,
    page          String,
    attributes    Map(LowCardinality(String), String)
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS run_targets
(
    version       UInt64 COMMENT 'Names the run',
    account       LowCardinality(String),
    thread        String,
    episode       UInt32 COMMENT 'As in run_episodes',
    target        LowCardinality(String),
    result        LowCardinality(String) COMMENT 'met, breached, pending, ended_early or last_word',
    ref           String COMMENT 'Number of the episode, and of a turn also its first event: 1/message.created/28',
    at            Int64 COMMENT 'When the episode or turn starts, in milliseconds since 1970',
    operator      String COMMENT 'Who answered, else that of the episode',
    outside_hours Bool COMMENT 'It starts outside of working hours',
    is_waited     Bool COMMENT 'The visitor waits now, and the limit is on that',
    passes_at     Nullable(Int64)
        COMMENT 'While it is open and not answered: up to when the limit is kept; null: it does not run'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, episode)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS run_threads
(
    version UInt64 COMMENT 'Names the run',
    account LowCardinality(String),
    thread  String
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY;
CREATE TABLE IF NOT EXISTS state_events_dated_before
(
    account     LowCardinality(String),
    thread      String CODEC(ZSTD(1)),
    event_id    String CODEC(ZSTD(1)),
    received_at DateTime64(3, 'UTC') COMMENT 'When the event came first' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, thread, event_id)
TTL toDateTime(received_at) + INTERVAL 8 DAY;
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
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS thread_buckets
(
    account LowCardinality(String),
    thread  String CODEC(ZSTD(1)),
    bucket  DateTime('UTC') COMMENT 'Start of the quarter of an hour' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, thread, bucket)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS thread_events
(
    account          LowCardinality(String),
    thread           String COMMENT 'The chat, or the message or event while no chat is known' CODEC(ZSTD(1)),
    event_id         String CODEC(ZSTD(1)),
    segment_id       UInt64 COMMENT 'With the sequence: the delivery in deliveries_store' CODEC(ZSTD(1)),
    sequence         UInt64 CODEC(ZSTD(1)),
    received_at      DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    event_type       LowCardinality(String),
    chat_id          String CODEC(ZSTD(1)),
    message_id       String CODEC(ZSTD(1)),
    occurred_at      DateTime64(3, 'UTC') CODEC(ZSTD(1)),
    occurred_from    Enum8('payload' = 1, 'received' = 2),
    message_type     LowCardinality(String),
    sender_type      LowCardinality(String),
    sender_id        String CODEC(ZSTD(1)),
    sender_is_ai     Bool,
    auto_invitation  Bool,
    may_be_last_word Bool,
    rating           UInt8,
    page_seen        Bool,
    page             String CODEC(ZSTD(1)),
    attributes_seen  Bool,
    attributes       Map(LowCardinality(String), String) CODEC(ZSTD(1)),
    is_erased        Bool COMMENT 'The erasure of the delivery is finished, also in what is computed from it',
    is_moved         Bool COMMENT 'Of a message whose chat became known: its rows are also those of the chat',
    source           LowCardinality(String) ALIAS if(segment_id >= 9223372036854775808, 'api', 'webhook'),
    sorted_in        UInt64 COMMENT 'The version of the run that put it here' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree
ORDER BY (account, thread, event_id, segment_id, sequence)
SETTINGS index_granularity = 1024, fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS unsubscribe_keys
(
    key        String COMMENT 'In hexadecimal digits',
    created_at DateTime64(3, 'UTC')
)
ENGINE = MergeTree
ORDER BY created_at
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS unsubscriptions
(
    digest     String COMMENT 'Its name in the rules',
    receiver   String COMMENT 'The address, in small letters',
    is_off     Bool COMMENT 'Whether nothing is sent',
    changed_at DateTime64(3, 'UTC'),
    version    UInt64 COMMENT 'Microseconds: the newest row is the valid one'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (digest, receiver)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
CREATE TABLE IF NOT EXISTS used_settings
(
    noted_at   DateTime64(6, 'UTC') DEFAULT now64(6, 'UTC'),
    generation UInt64 COMMENT 'Of the numbers: 0 before the first rebuild',
    settings   String COMMENT 'JSON: what the SQL of the facts takes',
    rules      String COMMENT 'JSON: the schedules and targets behind it' CODEC(ZSTD(3)),
    is_whole   Bool
)
ENGINE = MergeTree
ORDER BY noted_at
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
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
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;
