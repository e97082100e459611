-- How much has any event in a range of time: chats, and all else, such as messages whose chat is not known.
SELECT uniq(account, subject) AS subjects, uniqIf((account, subject), startsWith(subject, 'chat/')) AS chats
FROM subject_events
WHERE occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
