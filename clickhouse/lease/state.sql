-- Who computes, who waits for it, and up to which version everything that was begun was also finished.
WITH now64(3, 'UTC') AS moment
SELECT
    toUnixTimestamp64Micro(now64(6)) AS now,
    max(leases.version) AS newest_version,
    argMax(leases.clean_version, leases.version) AS newest_clean_version,
    argMax(leases.session, leases.version) AS newest_session,
    argMax(leases.holder, leases.version) AS newest_holder,
    argMax(leases.program, leases.version) AS newest_program,
    -- A time ahead is that of a clock that was turned back since.
    groupArrayIf(
        CAST(
            (
                session, holder, program,
                renewed_at <= moment AND renewed_at > moment - toIntervalMillisecond({lapse_ms: UInt32}),
                as_user = currentUser(),
                -- No statement of it takes so long.
                renewed_at < moment - INTERVAL 2 HOUR,
                toString(clean_version)
            ),
            'Tuple(session String, holder String, program String,
                is_live Bool, is_of_same_user Bool, is_long_gone Bool,
                clean_version String)'),
        is_open) AS open,
    groupArrayIf(session, waits_until > moment) AS waiting
FROM (SELECT * FROM compute_leases FINAL) AS leases
WHERE session != {except: String}
