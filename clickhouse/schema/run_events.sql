-- The events of the chats that one run computes, in the sorted order of docs/metrics.md, and what each is to the
-- episode it belongs to. Dropped when the run is done. Times are milliseconds since 1970.
CREATE TABLE IF NOT EXISTS run_events
(
    version           UInt64 COMMENT 'Names the run',
    account           LowCardinality(String),
    thread            String,
    episode           UInt32 COMMENT '1, 2, …: the latest that started up to the event; 0: none did',
    is_nameless       Bool COMMENT 'The chat was closed before any start was known: that is its episode of number 1',
    position          UInt32 COMMENT 'In the sorted order of the chat, from 1 on',
    at                Int64,
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
    stars             UInt8,
    rated             String COMMENT 'What was rated, see the view events; empty: nothing',
    is_rating         Bool COMMENT 'The rating that counts',
    rated_in          UInt32 COMMENT 'The episode that the rating belongs to'
)
ENGINE = MergeTree
PARTITION BY version
ORDER BY (account, thread, position)
TTL toDateTime(intDiv(version, 1000000), 'UTC') + INTERVAL 1 DAY
