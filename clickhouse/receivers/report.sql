-- Notes how a receiver is: of one of its starts, in place of what it reported before.
INSERT INTO receiver_states (
    receiver, start, host, data_dir, started_at, reported_at, clock_at, waiting, oldest_at, refused_at, is_stopped)
SELECT
    {receiver: UUID}, {start: UUID}, {host: String}, {data_dir: String}, {started_at: DateTime64(3)}, now64(3),
    {clock_at: DateTime64(3)}, {waiting: UInt64}, {oldest_at: DateTime64(3)},
    ifNull(now64(3) - toIntervalMillisecond({refused_ms_ago: Nullable(UInt64)}), toDateTime64(0, 3, 'UTC')),
    {is_stopped: Bool}
