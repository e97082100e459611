-- Threads of an account that are over: all of their events are older than a time, and no time to come changes what is
-- counted of them. Those whose events have moved to a chat go with it.
HAVING max(occurred_at) < {before: DateTime64(3)}
    AND countIf(received_at >= {before: DateTime64(3)} AND source != 'api') = 0
    AND NOT max(is_moved)
    AND thread NOT IN (
        SELECT thread FROM episodes_store FINAL WHERE account = {account: String} AND due_at IS NOT NULL)
