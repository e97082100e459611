-- Notes how far what is erased is gone from the files of a receiver.
INSERT INTO receivers (receiver, host, data_dir, reported_at, cleaned_for, left_over)
SELECT
    {receiver: UUID}, {host: String}, {data_dir: String}, now64(3), {cleaned_for: DateTime64(3)},
    {left_over: Array(String)}
