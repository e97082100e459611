-- How each receiver is, by its latest report; when it last refused a delivery, whichever of its starts did.
SELECT
    toString(receiver) AS id,
    host,
    data_dir,
    reported_at,
    waiting,
    oldest_at,
    toUnixTimestamp64Milli(max(refused_at) OVER (PARTITION BY receiver)) AS refused_ms,
    is_stopped,
    (NOT is_stopped AND reported_at > now64(3) - INTERVAL 30 SECOND)::Bool AS is_running,
    dateDiff('millisecond', reported_at, clock_at) AS clock_ahead_ms
FROM receiver_states FINAL
ORDER BY reported_at DESC
LIMIT 1 BY receiver
