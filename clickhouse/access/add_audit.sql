-- Entries of the audit, one for each element of the lists.
INSERT INTO audit (at, entry, action, caller_kind, caller_id, caller_name, object)
SELECT fromUnixTimestamp64Milli(at, 'UTC'), toUUID(entry), action, caller_kind, caller_id, caller_name, object
FROM
(
    SELECT
        {ats: Array(Int64)} AS at, {entries: Array(String)} AS entry, {actions: Array(String)} AS action,
        {caller_kinds: Array(String)} AS caller_kind, {caller_ids: Array(String)} AS caller_id,
        {caller_names: Array(String)} AS caller_name, {objects: Array(String)} AS object
)
ARRAY JOIN at, entry, action, caller_kind, caller_id, caller_name, object
