-- Sets the end of a grant, unless it ends earlier.
INSERT INTO grants (
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at, expires_at, revoked_at, version)
SELECT
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at,
    least(ifNull(expires_at, {expires_at: DateTime64(3, 'UTC')}), {expires_at: DateTime64(3, 'UTC')}),
    revoked_at, greatest(version + 1, toUnixTimestamp64Micro(now64(6)))
FROM grants FINAL
WHERE kind = {kind: String} AND id = {id: String} AND revoked_at IS NULL
