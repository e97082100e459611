-- Notes one notification as due, now or in a while, or as muted, unless it is there already.
INSERT INTO notifications (
    id, rule, channel, receiver, notice, accounts, teams, created_at, state, due_at, attempts, may_be_there,
    claimed_by, detail, version)
SELECT
    {id: String}, {rule: String}, {channel: String}, {receiver: String}, {notice: String}, {accounts: Array(String)},
    {teams: Array(String)}, now64(3), {state: String}, now64(3) + toIntervalMillisecond({wait_ms: UInt64}), 0,
    {may_be_there: Bool}, '', {detail: String}, toUnixTimestamp64Micro(now64(6))
WHERE {id: String} NOT IN (SELECT id FROM notifications WHERE id = {id: String})
