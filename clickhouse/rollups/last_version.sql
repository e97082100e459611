-- The newest version there is: the next one must be greater, even if the clock was turned back.
SELECT toString(greatest(
    (SELECT max(version) FROM samples),
    (SELECT max(version) FROM rollups))) AS version
