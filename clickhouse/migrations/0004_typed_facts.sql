-- Each event once, however often and in which order it was delivered, in the terms of docs/metrics.md. Of
-- differing deliveries of one event the one with a time of its own and then the smallest speaks.
CREATE OR REPLACE VIEW events AS
SELECT
    account,
    subject,
    event_id,
    said.3 AS event_type,
    if(startsWith(subject, 'chat/'), substring(subject, 6), '') AS chat_id,
    said.4 AS message_id,
    said.2 AS occurred_at,
    said.1 AS occurred_from,
    first_received_at,
    first_sequence,
    deliveries,
    event_type = 'message.created' AND said.5 IN ('', 'Message') AS is_message,
    multiIf(
        NOT is_message, '',
        said.9, 'proactive',
        said.6 = 'user', 'visitor',
        said.6 NOT IN ('operator', 'client') OR said.8, 'copilot',
        'operator') AS author,
    if(author IN ('operator', 'copilot'), said.7, '') AS author_id,
    stars AS rating,
    multiIf(rating = 0, '', message_id != '', concat('message/', message_id), event_id) AS rated
FROM
(
    SELECT
        account,
        subject,
        event_id,
        min((occurred_from, occurred_at, event_type, message_id, message_type, sender_type, sender_id, sender_is_ai, auto_invitation)) AS said,
        max(rating) AS stars,
        min(received_at) AS first_received_at,
        min(sequence) AS first_sequence,
        uniqExact(segment_id, sequence) AS deliveries
    FROM subject_events
    GROUP BY account, subject, event_id
);

-- Distinct text messages; chat_id is empty where nothing tells the chat.
CREATE OR REPLACE VIEW messages AS
SELECT account, message_id, chat_id, author, author_id, occurred_at AS sent_at, first_received_at
FROM events
WHERE is_message;

-- Chats (SignalZen users) of which any event is known; created_at is null where the creation is not.
CREATE OR REPLACE VIEW chats AS
SELECT
    account,
    chat_id,
    minOrNullIf(occurred_at, event_type = 'user.created') AS created_at,
    min(occurred_at) AS first_event_at,
    max(occurred_at) AS last_event_at,
    countIf(is_message) AS messages
FROM events
WHERE chat_id != ''
GROUP BY account, chat_id;

-- Ratings with the value that was given last: `rated` is the rated message, or the event where none is known.
CREATE OR REPLACE VIEW ratings AS
SELECT
    account,
    rated,
    any(chat_id) AS chat_id,
    argMax(rating, (occurred_at, first_sequence)) AS rating,
    max(occurred_at) AS rated_at
FROM events
WHERE rated != ''
GROUP BY account, subject, rated;

-- What happened to chats besides messages: closed, blocked, copilot on and off, and whatever else comes.
CREATE OR REPLACE VIEW state_events AS
SELECT account, event_id, event_type, chat_id, occurred_at, occurred_from, first_received_at
FROM events
WHERE event_type NOT IN ('message.created', 'user.created');
