-- Every delivery without its body: what came, when, and what the receiver read in it.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW receipts
(
    delivery_id   String COMMENT 'Id of the delivery, as in GraphQL',
    received_at   DateTime64(3, 'UTC') COMMENT 'When it came',
    account       LowCardinality(String) COMMENT 'The SignalZen account',
    source        LowCardinality(String)
        COMMENT 'webhook, or api: read from SignalZen''s API because no webhook had delivered it',
    event_id      String COMMENT 'The same for all deliveries of one event of the account',
    event_type    LowCardinality(String) COMMENT 'Empty: the body names none',
    chat_id       String COMMENT 'Id of the chat; empty: the body does not say',
    message_id    String COMMENT 'Id of the message; empty: it is not about one',
    occurred_at   DateTime64(3, 'UTC') COMMENT 'When the event happened',
    occurred_from String COMMENT 'payload: the event states its time; received: it is the time of receipt',
    parse_error   LowCardinality(String)
        COMMENT 'Why the body could not be read as an event, or not in full; empty: it could',
    is_duplicate  Bool COMMENT 'The event was delivered before; slow, so ask for it only where needed'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    delivery_id, received_at, account, source, event_id, event_type, chat_id, message_id, occurred_at,
    toString(deliveries.occurred_from) AS occurred_from, parse_error, toBool(deliveries.is_duplicate) AS is_duplicate
FROM deliveries
