-- Notes files that erased deliveries were taken out of.
INSERT INTO cleaned_files (cleaned_at, receiver, place, file, deliveries)
SELECT now64(3), {receiver: UUID}, cleaned.1, cleaned.2, cleaned.3
FROM
(
    SELECT arrayJoin(arrayZip(
        {places: Array(String)}, {files: Array(String)}, {deliveries: Array(UInt64)})) AS cleaned
)
