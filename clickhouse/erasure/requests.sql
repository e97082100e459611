-- How many chats are to be erased or were, and how many of these since a time.
SELECT count() AS chats, countIf(requested_at >= {since: DateTime64(3)}) AS recent
FROM erasures
