-- Takes access away, for good: no row that was written in the same instant, or by a clock that is ahead, is newer.
INSERT INTO grants (
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at, expires_at, revoked_at, version)
SELECT
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at, expires_at,
    ifNull(revoked_at, now64(3)), bitOr(version, bitShiftLeft(toUInt64(1), 63))
FROM grants FINAL
WHERE kind = {kind: String} AND id = {id: String}
