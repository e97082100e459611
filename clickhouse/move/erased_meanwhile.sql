-- Whether anything was erased, or became too old, since the database was begun to be moved here: then rows that were
-- copied before hold what is gone in those that replaced them. The clocks of two servers may differ.
WITH (SELECT min(applied_at) FROM schema_migrations WHERE name = 'move: begun') - INTERVAL 1 HOUR AS since
SELECT
    ((SELECT count() FROM erased_segments FINAL WHERE erased_at > since)
    + (SELECT count() FROM erasures FINAL WHERE requested_at > since)
    + (SELECT count() FROM erased_deliveries FINAL WHERE requested_at > since)
    + (SELECT count() FROM pseudonyms FINAL WHERE requested_at > since)
    + (SELECT count() FROM retention FINAL WHERE toYear(retention.since) > 1970) > 0)::Bool AS is_any
