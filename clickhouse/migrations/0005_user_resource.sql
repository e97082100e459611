-- What a delivery says of the visitor's page and attributes. Unknown (not seen) for deliveries that came before this.
ALTER TABLE deliveries_store
    ADD COLUMN IF NOT EXISTS page_seen       Bool                                AFTER rating,
    ADD COLUMN IF NOT EXISTS page            String CODEC(ZSTD(1))               AFTER page_seen,
    ADD COLUMN IF NOT EXISTS attributes_seen Bool                                AFTER page,
    ADD COLUMN IF NOT EXISTS attributes      Map(LowCardinality(String), String) CODEC(ZSTD(1)) AFTER attributes_seen;

ALTER TABLE subject_events
    ADD COLUMN IF NOT EXISTS page_seen       Bool                                AFTER rating,
    ADD COLUMN IF NOT EXISTS page            String CODEC(ZSTD(1))               AFTER page_seen,
    ADD COLUMN IF NOT EXISTS attributes_seen Bool                                AFTER page,
    ADD COLUMN IF NOT EXISTS attributes      Map(LowCardinality(String), String) CODEC(ZSTD(1)) AFTER attributes_seen;

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
    said.5 AS message_type,
    event_type = 'message.created' AND said.5 IN ('', 'Message') AS is_message,
    multiIf(
        NOT is_message, '',
        said.9, 'proactive',
        said.6 = 'user', 'visitor',
        said.6 NOT IN ('operator', 'client') OR said.8, 'copilot',
        'operator') AS author,
    if(author IN ('operator', 'copilot'), said.7, '') AS author_id,
    stars AS rating,
    multiIf(rating = 0, '', message_id != '', concat('message/', message_id), event_id) AS rated,
    seen.1 AS page_seen,
    seen.2 AS page,
    seen.3 AS attributes_seen,
    seen.4 AS attributes
FROM
(
    SELECT
        account,
        subject,
        event_id,
        min((occurred_from, occurred_at, event_type, message_id, message_type, sender_type, sender_id, sender_is_ai, auto_invitation)) AS said,
        argMin(
            (page_seen, page, attributes_seen, attributes),
            (occurred_from, occurred_at, event_type, message_id, message_type, sender_type, sender_id, sender_is_ai, auto_invitation,
             NOT page_seen, page, NOT attributes_seen, toString(attributes))) AS seen,
        max(rating) AS stars,
        min(received_at) AS first_received_at,
        min(sequence) AS first_sequence,
        uniqExact(segment_id, sequence) AS deliveries
    FROM subject_events
    GROUP BY account, subject, event_id
);
