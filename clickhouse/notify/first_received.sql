-- Since when deliveries have come by webhook, to an hour; 0: none has.
SELECT toUnixTimestamp(min(hour)) * 1000 AS first_ms FROM received_blocks
