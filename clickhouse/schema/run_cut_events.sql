-- The events of the chats that one run computes, in the sorted order of docs/metrics.md, each in its episode. Dropped
-- when the run is done. Times are milliseconds since 1970.
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
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
