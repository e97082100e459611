-- Whether this server has heard of a session.
SELECT count() > 0 AS is_known FROM compute_leases WHERE session = {session: String}
