-- The newest version there is: the next one must be greater, even if the clock was turned back.
SELECT toString(greatest(
    (SELECT max(version) FROM samples),
    (SELECT max(version) FROM rollup_15m),
    (SELECT max(version) FROM rollup_1h),
    (SELECT max(version) FROM rollup_1d),
    (SELECT max(version) FROM total_15m),
    (SELECT max(version) FROM total_1h),
    (SELECT max(version) FROM total_1d))) AS version
