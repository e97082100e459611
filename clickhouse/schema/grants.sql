-- Who may ask: tokens, sign-ins and share links, by the digest of a secret that is nowhere. See docs/access.md.
CREATE TABLE IF NOT EXISTS grants
(
    kind       Enum8('token' = 1, 'session' = 2, 'share' = 3),
    id         String COMMENT 'For people and logs: not secret',
    digest     String COMMENT 'SHA-256 of the secret, in hexadecimal digits',
    name       String COMMENT 'What people call it',
    scopes     Array(LowCardinality(String)) COMMENT 'What it opens',
    accounts   Array(String) COMMENT 'Of these accounts only; empty: of all',
    teams      Array(String) COMMENT 'Of operators of these teams of the rules only; empty: of all',
    view       String COMMENT 'JSON: the rest of the filter, and the range, that it is bound to; empty: none',
    subject    String COMMENT 'Whose: issuer and subject of a sign-in, who made a share link',
    created_at DateTime64(3, 'UTC'),
    expires_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it has no end',
    revoked_at Nullable(DateTime64(3, 'UTC')) COMMENT 'Null: it was not',
    version    UInt64 COMMENT 'Microseconds, and the highest bit once revoked: the largest is valid'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (kind, id)
TTL toDateTime(ifNull(expires_at, created_at)) + INTERVAL 30 DAY DELETE WHERE kind = 'session' AND isNotNull(expires_at)
SETTINGS fsync_after_insert = 1, fsync_part_directory = 1
