-- What operators are called: the name that came with their latest message by event time, whatever came later. Of two
-- messages of one time the sorted order of docs/metrics.md decides, by their ids; the order of receipt decides nothing.
CREATE TABLE IF NOT EXISTS operators_store
(
    account  LowCardinality(String),
    operator String,
    latest   SimpleAggregateFunction(
        max, Tuple(written_at DateTime64(3, 'UTC'), message_number UInt64, message_id String, name String))
)
ENGINE = AggregatingMergeTree
ORDER BY (account, operator)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1;

INSERT INTO operators_store (account, operator, latest)
SELECT account, said.1 AS operator, max((said.3, toUInt64OrZero(said.2), said.2, said.4))
FROM
(
    SELECT
        account,
        argMin(
            (sender_id, message_id, occurred_at, name),
            (occurred_from, source = 'api', occurred_at, sender_id, name)) AS said
    FROM
    (
        SELECT
            account, event_id, message_id, sender_id, occurred_from, source, occurred_at,
            arrayFirst(
                one -> sender_id = if(
                    JSONType(one, 'id') = 'String', JSONExtractString(one, 'id'), toString(JSONExtractInt(one, 'id'))),
                [
                    JSONExtractRaw(body, 'data', 'sender'),
                    JSONExtractRaw(body, 'data', 'message', 'sender'),
                    JSONExtractRaw(body, 'message', 'sender')
                ]) AS sender,
            trim(JSONExtractString(sender, 'forename')) AS forename,
            trim(JSONExtractString(sender, 'surname')) AS surname,
            trim(concat(forename, ' ', surname)) AS full_name,
            substringUTF8(if(full_name != '', full_name, trim(JSONExtractString(sender, 'name'))), 1, 100) AS name
        FROM deliveries_store
        WHERE event_type = 'message.created' AND message_type IN ('', 'Message') AND NOT auto_invitation
          AND sender_type IN ('operator', 'client') AND sender_id != ''
    )
    WHERE name != ''
    GROUP BY account, event_id
)
GROUP BY account, operator
SETTINGS max_bytes_before_external_group_by = 1000000000;

-- Names whose messages are erased, before all others.
INSERT INTO operators_store (account, operator, latest)
SELECT account, operator, (toDateTime64(0, 3, 'UTC'), 0, '', argMax(name, seen_at))
FROM operator_names
GROUP BY account, operator;

CREATE OR REPLACE VIEW operators
(
    account  LowCardinality(String) COMMENT 'The SignalZen account',
    operator String COMMENT 'Id of the operator, as in episodes.operator and messages.author_id: a person of the account',
    name     String COMMENT 'The name that the operator''s latest message came with'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT account, operators_store.operator AS operator, max(latest).name AS name
FROM operators_store
GROUP BY account, operator;
