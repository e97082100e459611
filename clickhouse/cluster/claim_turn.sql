-- Claims a turn to compute, unless somebody has claimed it.
INSERT INTO compute_turns (number, session, version, clean_version, claimed_at)
SELECT {number: UInt64}, {session: String}, {version: UInt64}, {clean_version: UInt64}, now64(3)
