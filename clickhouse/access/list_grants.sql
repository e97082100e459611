-- All grants of a kind, with their last use, by their creation.
SELECT
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at, expires_at, revoked_at, last_used_at
FROM
(
    SELECT * FROM grants FINAL WHERE kind = {kind: String}
) AS given
LEFT JOIN
(
    SELECT id, toNullable(max(used_at)) AS last_used_at FROM grant_uses WHERE kind = {kind: String} GROUP BY id
) AS used USING (id)
ORDER BY created_at, id
