-- Forgets turns of long ago.
ALTER TABLE compute_turns DELETE WHERE number < {below: UInt64}
