-- A role for whoever reads the views of docs/sql.md on a ClickHouse server of your own. Run it in the service's
-- database as a user who may manage access; it can be run again, after an update for example.
CREATE ROLE IF NOT EXISTS signalzen_reader;

-- 2 reads only like 1, and lets BI tools change the settings of a question: the limits downwards, never upwards. What
-- joins two views over all shards (docs/scaling.md) is to join all rows of both.
CREATE SETTINGS PROFILE OR REPLACE signalzen_reader
SETTINGS
    readonly = 2,
    max_execution_time = 60 MIN 1 MAX 60,
    max_memory_usage = 2147483648 MIN 1 MAX 2147483648,
    max_memory_usage_for_user = 2147483648 MIN 1 MAX 2147483648,
    max_rows_to_read = 2000000000 MIN 1 MAX 2000000000,
    max_result_rows = 1048576 MIN 1 MAX 1048576,
    max_concurrent_queries_for_user = 10 MIN 1 MAX 10,
    distributed_product_mode = 'global'
TO signalzen_reader;

-- Each user of the role has a quota of its own.
CREATE QUOTA OR REPLACE signalzen_reader
KEYED BY user_name
FOR INTERVAL 1 minute MAX queries = 600,
FOR INTERVAL 1 hour MAX queries = 10000, read_rows = 10000000000, execution_time = 1800
TO signalzen_reader;

GRANT SELECT ON chats TO signalzen_reader;
GRANT SELECT ON episodes TO signalzen_reader;
GRANT SELECT ON messages TO signalzen_reader;
GRANT SELECT ON operators TO signalzen_reader;
GRANT SELECT ON ratings TO signalzen_reader;
GRANT SELECT ON receipts TO signalzen_reader;
GRANT SELECT ON state_events TO signalzen_reader;
GRANT SELECT ON storage TO signalzen_reader;
