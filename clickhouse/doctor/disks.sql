-- The room on the disks of the server, the fullest first. Object storage has no end, and is left out.
SELECT name, toString(free_space) AS free_bytes, toString(total_space) AS total_bytes
FROM system.disks
WHERE total_space BETWEEN 1 AND 1152921504606846976
ORDER BY free_space / total_space, name
