-- Notes chats whose deliveries received before a time are to be erased.
INSERT INTO erasures (account, chat_id, until, requested_at)
SELECT chat.1, chat.2, {until: DateTime64(3)}, now64(3)
FROM (SELECT arrayJoin(arrayZip({accounts: Array(String)}, {chat_ids: Array(String)})) AS chat)
