-- How many chats have any event in a range of time.
SELECT uniq(account, subject) AS subjects
FROM subject_events
WHERE occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)}
