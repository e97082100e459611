-- When events of a time came last that were received after another, by account: by webhook, and in any way.
SELECT
    account, toUnixTimestamp64Milli(maxIf(received_at, source = 'webhook')) AS by_webhook_ms,
    toUnixTimestamp64Milli(max(received_at)) AS last_ms
FROM deliveries_store
WHERE received_at > {after: DateTime64(3)}
  AND occurred_at >= {from: DateTime64(3)} AND occurred_at < {to: DateTime64(3)} AND parse_error = ''
GROUP BY account
