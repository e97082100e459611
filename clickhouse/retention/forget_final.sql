-- Forgets chats of which neither events nor facts are left.
ALTER TABLE final_threads
DELETE WHERE account = {account: String} AND until <= {before: DateTime64(3)}
