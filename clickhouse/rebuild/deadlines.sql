-- Notes when time alone changes the numbers of a new generation, and until when what is open is so, as facts/deadlines
-- does for a run.
INSERT INTO deadlines (due_at, account, thread, is_open)
SELECT greatest(assumeNotNull(noted.1), now64(3, 'UTC')), account, thread, noted.2
FROM {episodes_store: Identifier} FINAL
ARRAY JOIN [
    (due_at, closed_at IS NULL AND NOT is_idle),
    (if(idle_from > now64(3), idle_from, NULL), true)
] AS noted
WHERE noted.1 IS NOT NULL
