-- The newest version there is: the next one must be greater, even if the clock was turned back.
SELECT greatest(
    (SELECT max(version) FROM facts),
    (SELECT max(version) FROM rollups),
    (SELECT max(version) FROM episodes_store)) AS version
