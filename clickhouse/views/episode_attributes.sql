-- What a website told SignalZen about a visitor may be a name or an address: readable only with a grant of its own.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW episode_attributes
(
    account LowCardinality(String) COMMENT 'The SignalZen account',
    chat_id String COMMENT 'Id of the chat',
    number  UInt32 COMMENT 'The episode within the chat',
    name    String COMMENT 'Name of the attribute',
    value   String COMMENT 'Its value, the last seen up to the end of the episode'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT account, substring(thread, 6) AS chat_id, number, attribute.1 AS name, attribute.2 AS value
FROM episodes_store FINAL
ARRAY JOIN CAST(attributes, 'Array(Tuple(String, String))') AS attribute
