-- The newest version there is: the next one must be greater, even if the clock was turned back.
SELECT greatest(
    (SELECT max(version) FROM facts),
    (SELECT max(version) FROM rollups),
    (SELECT max(version) FROM episodes_store),
    (SELECT max(version) FROM final_threads)) AS version
