-- Notes what the operators who wrote in some ranges of deliveries are called: what came with the latest message by
-- event time stays. A message has the time and the name of that delivery of it which the view `events` takes for it,
-- so that a copy that comes later changes nothing. Who is pseudonymous is called so. Running it again changes nothing.
INSERT INTO operators_store (account, operator, latest)
WITH
    named AS
    (
        SELECT
            account, thread, event_id, message_id, sender_id, operator_name, occurred_at,
            (occurred_from, source = 'api', occurred_at) AS said
        FROM deliveries_store
        WHERE /* include facts/definitions/in_ranges */
          AND event_type = 'message.created' AND message_type IN ('', 'Message') AND NOT auto_invitation
          AND sender_type IN ('operator', 'client') AND sender_id != ''
    ),
    -- Of all deliveries of these messages, wherever they stand: those whose chat became known have moved there.
    in_all AS
    (
        SELECT
            account, event_id,
            min((occurred_from, source = 'api', occurred_at)) AS said,
            min(received_at) AS first_received_at
        FROM thread_events
        WHERE event_id IN (SELECT event_id FROM named)
          AND (account, thread) IN (
            SELECT account, thread FROM named
            UNION ALL
            SELECT account, concat('chat/', chat_id)
            FROM message_chats
            WHERE (account, message_id) IN (SELECT account, message_id FROM named))
        GROUP BY account, event_id
    )
SELECT
    account,
    sender_id,
    max((
        -- As in `events`: no copy makes a time believed that was not when the message first came.
        if(occurred_at > first_received_at + INTERVAL 5 MINUTE, first_received_at, occurred_at),
        -- Whole numbers by their value, and before all other ids.
        if(match(message_id, '^[0-9]+$'), toUInt64OrZero(message_id), 18446744073709551615),
        message_id,
        if(pseudonym = '', operator_name, pseudonym)))
FROM named
INNER JOIN in_all USING (account, event_id, said)
LEFT JOIN
(
    SELECT account, operator AS sender_id, pseudonym FROM pseudonyms FINAL
) AS pseudonymous USING (account, sender_id)
WHERE operator_name != ''
GROUP BY account, sender_id
