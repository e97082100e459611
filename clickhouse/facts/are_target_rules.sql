-- Whether all targets of an edition stand here: the row without a name says so.
SELECT count() > 0 AS are_there
FROM target_rules
WHERE edition = {edition: UInt64} AND target = ''
