-- Says how far a rebuild is.
INSERT INTO rebuilds (generation, chats, of, started_at, is_over)
SELECT {generation: UInt64}, {chats: UInt64}, {of: UInt64}, {started_at: DateTime64(3)}, {is_over: Bool}
