-- Deletes the names of operators that were made up. Those of real ones with their ids are noted again.
ALTER TABLE operators_store
DELETE WHERE (account, operator) IN (
    SELECT account, sender_id
    FROM deliveries_store
    WHERE position(body, {mark: String}) > 0 AND sender_type IN ('operator', 'client'))
