-- A grant was used.
INSERT INTO grant_uses (kind, id, used_at) SELECT {kind: String}, {id: String}, now64(3)
