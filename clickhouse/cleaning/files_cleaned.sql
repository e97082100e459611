-- What was taken out of the files of receivers since a time.
SELECT toString(receiver) AS id, place, uniqExact(file) AS files, sum(cleaned_files.deliveries) AS deliveries
FROM cleaned_files
WHERE cleaned_at >= {since: DateTime64(3)}
GROUP BY receiver, place
ORDER BY receiver, place
