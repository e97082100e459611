-- Notes that a reading of the history was begun, or (finished) that it came to its end.
INSERT INTO backfills (account, started_at, since, finished_at, updated_at)
SELECT
    {account: String}, {started_at: DateTime64(3)}, {since: DateTime64(3)},
    if({is_finished: Bool}, now64(3), NULL), now64(3)
