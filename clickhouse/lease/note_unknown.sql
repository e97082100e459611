-- Notes a session of which a node that is away has not told: it may be computing. Whatever it has said itself replaces
-- this when it comes.
INSERT INTO compute_leases (
    session, holder, program, as_user, counter, is_open, version, clean_version, renewed_at, waits_until)
SELECT
    {session: String}, 'not known', 'service', currentUser(), 0, true, {version: UInt64}, {clean_version: UInt64},
    now64(3), now64(3)
