-- Whether all working hours of an edition stand here, and will for some days: the row without an account says so.
SELECT count() > 0 AS are_there
FROM working_hours
WHERE edition = {edition: UInt64} AND account = '' AND noted_at > now() - INTERVAL 20 DAY
