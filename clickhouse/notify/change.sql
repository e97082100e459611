-- Changes the state of a notification, if it is still as it was when somebody looked.
INSERT INTO notifications (
    id, rule, channel, receiver, notice, accounts, teams, created_at, state, due_at, attempts, may_be_there,
    claimed_by, detail, version)
SELECT
    id, rule, channel, receiver, notice, accounts, teams, created_at, {state: String} AS state,
    now64(3) + toIntervalMillisecond({wait_ms: UInt64}) AS due_at, {attempts: UInt16} AS attempts,
    {may_be_there: Bool} AS may_be_there, {claimed_by: String} AS claimed_by, {detail: String} AS detail,
    greatest(before.version + 1, toUnixTimestamp64Micro(now64(6))) AS version
FROM notifications AS before FINAL
WHERE id = {id: String} AND before.state = {state_before: String} AND before.attempts = {attempts_before: UInt16}
