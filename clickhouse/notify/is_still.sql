-- Whether a notification is as it was when somebody looked.
SELECT 1 AS is_still
FROM notifications FINAL
WHERE id = {id: String} AND state = {state: String} AND attempts = {attempts: UInt16}
