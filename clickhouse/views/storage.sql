-- How much the service's tables take.
-- A public view: docs/sql.md describes each column, and nothing else is promised. It runs with the rights of the
-- service's user, so that a reader needs no right on what stands below it. Types are declared as the statement gives
-- them: where they differ, ClickHouse may refuse questions such as `WHERE operator != ''`.
CREATE OR REPLACE VIEW storage
(
    table_name         String COMMENT 'Table of the service',
    parts              UInt64 COMMENT 'Active parts',
    rows               UInt64 COMMENT 'Rows, those that a newer version replaces included until they are merged',
    bytes              UInt64 COMMENT 'Bytes on the disk',
    bytes_uncompressed UInt64 COMMENT 'The same before compression'
)
DEFINER = CURRENT_USER SQL SECURITY DEFINER
AS SELECT
    name AS table_name,
    assumeNotNull(active_parts) AS parts,
    assumeNotNull(total_rows) AS rows,
    assumeNotNull(total_bytes) AS bytes,
    assumeNotNull(total_bytes_uncompressed) AS bytes_uncompressed
FROM system.tables
WHERE database = currentDatabase() AND active_parts > 0
