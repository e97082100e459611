-- Changes whenever anything was computed.
SELECT max(version) AS version FROM compute_leases
