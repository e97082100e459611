-- The episodes of one chat, the first one first, as `episodes` lists them.
SELECT
    account, substring(thread, 6) AS chat_id, number,
    multiIf(closed_at <= now64(3), 'CLOSED', idle_from <= now64(3), 'IDLE', 'OPEN') AS status,
    started_at, first_visitor_message_at, last_activity_at, closed_at, operator, page, attributes,
    messages_visitor, messages_operator, messages_copilot, first_response_ms, first_answer_ms, total_wait_ms,
    toUnixTimestamp64Milli(closed_at) - toUnixTimestamp64Milli(started_at) AS closure_ms,
    first_response_worked_ms, first_answer_worked_ms, total_wait_worked_ms, closure_worked_ms,
    rating, copilot_outcome, targets_met, targets_breached
FROM episodes_store FINAL
WHERE account = {account: String} AND thread = concat('chat/', {chat_id: String})
ORDER BY number
LIMIT {limit: UInt32} OFFSET {offset: UInt32}
