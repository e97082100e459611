-- Chats of visitors with an e-mail address, letter case aside. Looks through all bodies, first for its domain, which
-- JSON writes as it is.
SELECT account, chat_id
FROM deliveries_store
WHERE (empty({accounts: Array(String)}) OR account IN {accounts: Array(String)})
  AND chat_id != ''
  AND positionCaseInsensitiveUTF8(body, {domain: String}) > 0
  AND lowerUTF8({email: String}) IN arrayMap(person -> lowerUTF8(JSONExtractString(person, 'email')), arrayConcat(
      [
          JSONExtractRaw(body, 'data'),
          JSONExtractRaw(body, 'data', 'user'),
          JSONExtractRaw(body, 'user'),
          JSONExtractRaw(body, 'data', 'message', 'user'),
          JSONExtractRaw(body, 'message', 'user')
      ],
      if(sender_type != 'user', [], [
          JSONExtractRaw(body, 'data', 'sender'),
          JSONExtractRaw(body, 'data', 'message', 'sender'),
          JSONExtractRaw(body, 'message', 'sender')
      ])))
GROUP BY account, chat_id
ORDER BY account, chat_id
