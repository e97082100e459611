-- What operators are called.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW operators
(
    account  LowCardinality(String) COMMENT 'The SignalZen account',
    operator String
        COMMENT 'Id of the operator, as in episodes.operator and messages.author_id: a person of the account',
    name     String COMMENT 'The name that the operator''s latest message came with'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT account, operators_store.operator AS operator, max(latest).name AS name
FROM operators_store
GROUP BY account, operator
