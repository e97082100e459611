-- Takes the facts of a run into a new generation of them, which has none of its chats yet.
INSERT INTO {facts: Identifier} (
    account, bucket, thread, kind, ref, at, value, worked, operator, copilot, outside_hours, page, attributes, version,
    is_deleted)
WITH
/* include facts/definitions/kept_facts */
SELECT
    account, toStartOfFifteenMinutes(at), thread, kind, ref, at, value, worked, operator, copilot,
    outside_hours, page, attributes, version, 0
FROM kept_facts
