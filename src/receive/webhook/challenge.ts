const LARGEST = 4096;
const MARK = Buffer.from('"challenge"');

/**
 * The text that SignalZen wants back when a webhook's URL is added or changed, if this is such a request: a
 * small JSON object with a string `challenge` and no `event_type`. Everything else is a delivery.
 */
export function challengeIn(body: Buffer): string | undefined {
  if (body.length > LARGEST || !body.includes(MARK)) return undefined;
  const content = parse(body);
  if (typeof content !== 'object' || content === null || 'event_type' in content) return undefined;
  return 'challenge' in content && typeof content.challenge === 'string' ? content.challenge : undefined;
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
