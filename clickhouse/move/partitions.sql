-- Partitions of tables, with how many rows are stored, and what is different as soon as any row of them is.
SELECT
    table, partition_id AS partition, sum(rows) AS rows, sum(bytes_on_disk) AS bytes,
    groupBitXor(cityHash64(name, hash_of_all_files)) AS parts
FROM system.parts
WHERE database = currentDatabase() AND active
GROUP BY table, partition
ORDER BY table, partition
