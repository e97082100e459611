-- Takes access away, for good.
INSERT INTO grants (
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at, expires_at, revoked_at, version)
SELECT
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at, expires_at,
    ifNull(revoked_at, now64(3)), greatest(version + 1, toUnixTimestamp64Micro(now64(6)))
FROM grants FINAL
WHERE kind = {kind: String} AND id = {id: String}
