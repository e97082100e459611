-- What people and reports read of episodes.
CREATE OR REPLACE VIEW episodes AS
SELECT
    account,
    substring(subject, 6) AS chat_id,
    number,
    multiIf(closed_at IS NOT NULL, 'CLOSED', idle_from <= now64(3), 'IDLE', 'OPEN') AS status,
    started_at, first_visitor_message_at, last_activity_at, closed_at, operator, page, attributes,
    messages_visitor, messages_operator, messages_copilot,
    first_response_ms / 1000 AS first_response_seconds,
    first_answer_ms / 1000 AS first_answer_seconds,
    (toUnixTimestamp64Milli(closed_at) - toUnixTimestamp64Milli(started_at)) / 1000 AS closure_seconds,
    nullIf(rating, 0) AS rating,
    copilot_outcome,
    waiting_since
FROM episodes_store FINAL;
