-- How many columns of the present tables a new generation does not have alike: another version of the program may have
-- brought the tables up to date meanwhile.
SELECT count() AS columns
FROM
(
    SELECT splitByChar('_', table)[1] AS of, name, type, count() AS tables
    FROM system.columns
    WHERE database = currentDatabase() AND table IN (
        'facts', 'rollups', 'episodes_store', {facts: String}, {rollups: String}, {episodes_store: String})
    GROUP BY of, name, type
)
WHERE tables != 2
