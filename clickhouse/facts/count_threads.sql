-- How much has any event in a range of time: chats, and all else, such as messages whose chat is not known.
SELECT uniq(account, thread) AS threads, uniqIf((account, thread), startsWith(thread, 'chat/')) AS chats
FROM thread_events
WHERE occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
