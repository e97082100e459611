-- Notes that something was announced, or from when on something is kept.
INSERT INTO retention (account, kind, days, announced_at, since)
VALUES ({account: String}, {kind: String}, {days: UInt32}, {announced_at: DateTime64(3)}, {since: DateTime64(3)})
