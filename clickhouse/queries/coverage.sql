-- Of the messages and chats that SignalZen's API shows, how many its webhooks delivered: by account and UTC day.
SELECT
    account,
    toString(covered.day) AS day,
    sumIf(shown, resource = 'chat') AS chats_shown,
    sumIf(received, resource = 'chat') AS chats_received,
    sumIf(shown, resource = 'message') AS messages_shown,
    sumIf(received, resource = 'message') AS messages_received,
    max(read_at) AS compared_at
FROM chat_coverage AS covered FINAL
WHERE covered.day >= toDate({from: DateTime64(3)}) AND covered.day < {to: DateTime64(3)}
  AND (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
GROUP BY account, day
ORDER BY day, account
