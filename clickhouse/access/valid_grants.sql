-- The grants that open anything now; those that expire are left for who reads them, whose clock goes on.
SELECT
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at, expires_at, revoked_at
FROM grants FINAL
WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now64(3))
