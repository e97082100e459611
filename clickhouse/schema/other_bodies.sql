-- Bodies of deliveries in which operators became pseudonymous, on their way into deliveries_store.
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
TTL noted_at + INTERVAL 1 DAY
