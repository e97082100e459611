-- The newest version that anything computed has, or that somebody had who computed.
SELECT
    greatest(
        (SELECT max(version) FROM facts),
        (SELECT max(version) FROM rollups),
        (SELECT max(version) FROM episodes_store),
        (SELECT max(version) FROM final_threads),
        (SELECT max(version) FROM compute_leases)) AS version
