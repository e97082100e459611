-- Says of a session whether it computes, and whether it waits for that.
INSERT INTO compute_leases (
    session, holder, program, as_user, counter, is_open, version, clean_version, renewed_at, waits_until)
SELECT
    {session: String}, {holder: String}, {program: String}, currentUser(), {counter: UInt64}, {is_open: Bool},
    {version: UInt64}, {clean_version: UInt64}, now64(3), now64(3) + toIntervalMillisecond({waits_ms: UInt32})
