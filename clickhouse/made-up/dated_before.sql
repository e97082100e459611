-- Deletes which events that were made up are dated before messages that had come earlier.
ALTER TABLE state_events_dated_before
DELETE WHERE (account, thread) IN (
    SELECT account, thread FROM deliveries_store WHERE position(body, {mark: String}) > 0)
