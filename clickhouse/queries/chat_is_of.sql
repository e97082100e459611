-- A row if any episode of a chat is of one of these operators, as `<account>:<id>` or `:<id>`.
SELECT 1 AS found
FROM episodes_store FINAL
WHERE account = {account: String} AND thread = concat('chat/', {chat_id: String})
  AND (has({members: Array(String)}, concat(account, ':', operator))
    OR has({members: Array(String)}, concat(':', operator)))
LIMIT 1
