-- Notes that a session, which was shut, computes no more; nothing that it said later counts.
INSERT INTO compute_leases (
    session, holder, program, as_user, counter, is_open, version, clean_version, renewed_at, waits_until)
SELECT session, holder, program, as_user, 18446744073709551615, false, version, clean_version, renewed_at, now64(3)
FROM compute_leases FINAL
WHERE session = {session: String}
