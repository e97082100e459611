-- Gives access.
INSERT INTO grants (
    kind, id, digest, name, scopes, accounts, teams, view, subject, created_at, expires_at, revoked_at, version)
SELECT
    {kind: String}, {id: String}, {digest: String}, {name: String}, {scopes: Array(String)},
    {accounts: Array(String)}, {teams: Array(String)}, {view: String}, {subject: String}, now64(3),
    {expires_at: Nullable(DateTime64(3, 'UTC'))}, NULL, toUnixTimestamp64Micro(now64(6))
