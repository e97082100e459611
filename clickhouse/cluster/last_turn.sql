-- The turn to compute that was claimed last, at any node.
SELECT number, session, version, clean_version FROM compute_turns ORDER BY number DESC LIMIT 1
