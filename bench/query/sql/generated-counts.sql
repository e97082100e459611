-- What the service must count, as the deliveries themselves say.
SELECT
    uniqExactIf(toUInt64OrZero(chat_id), event_type = 'user.created') AS chatsStarted,
    uniqExactIf(toUInt64OrZero(chat_id), event_type = 'user.closed') AS episodesClosed,
    uniqExactIf(toUInt64OrZero(message_id), sender_type = 'user') AS messagesVisitor,
    uniqExactIf(toUInt64OrZero(message_id), sender_type = 'operator') AS messagesOperator,
    uniqExactIf(toUInt64OrZero(message_id), sender_type = 'bot') AS messagesCopilot,
    countIf(event_type = 'user.rated') AS ratings,
    countIf(event_type = 'user.enabled_copilot') AS copilotEnabledEvents,
    countIf(event_type = 'user.disabled_copilot') AS copilotDisabledEvents
FROM deliveries_store
WHERE occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
