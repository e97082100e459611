import type { LedgerEntry } from './ledger';

/** A delivery as it is read back. */
export interface StoredDelivery {
  readonly deliveryId: string;
  /** Found in the stored bytes. Empty: there is none. */
  readonly nonce: string;
  /** Of the stored bytes. */
  readonly digest: string;
}

/** Descriptions of deliveries that are not as they must be; all empty when nothing is wrong. */
export interface Verdict {
  /** Acknowledged, and not there (as often as acknowledged). */
  readonly missing: readonly string[];
  /** There more often than sent. */
  readonly doubled: readonly string[];
  /** There, and never sent. */
  readonly spurious: readonly string[];
  /** Of a body that was sent, with other bytes. */
  readonly altered: readonly string[];
}

/**
 * Compares what the sender noted with what is stored: acknowledged − stored = ∅, stored − sent = ∅, each once, bytes
 * equal. A delivery without an acknowledgement may be there or not, but not twice.
 * @param mayMiss acknowledged bodies that the fault itself destroyed, such as those of a file that was removed
 */
export function judge(
  ledger: ReadonlyMap<string, LedgerEntry>,
  stored: readonly StoredDelivery[],
  mayMiss: (digest: string, nonce: string) => boolean = () => false,
): Verdict {
  const nonces = new Set([...ledger.values()].map(({ nonce }) => nonce));
  const counts = new Map<string, number>();
  const ids = new Set<string>();
  const verdict = { missing: [], doubled: [], spurious: [], altered: [] } as Record<keyof Verdict, string[]>;
  for (const { deliveryId, nonce, digest } of stored) {
    if (ids.has(deliveryId)) verdict.doubled.push(`${nonce} as ${deliveryId} a second time`);
    ids.add(deliveryId);
    counts.set(digest, (counts.get(digest) ?? 0) + 1);
    if (ledger.has(digest)) continue;
    verdict[nonces.has(nonce) ? 'altered' : 'spurious'].push(`${nonce} as ${deliveryId}`);
  }
  for (const [digest, { nonce, sent, acknowledged }] of ledger) {
    const found = counts.get(digest) ?? 0;
    if (found < acknowledged && !mayMiss(digest, nonce))
      verdict.missing.push(`${nonce}: ${found} of ${acknowledged}`);
    if (found > sent) verdict.doubled.push(`${nonce}: ${found}, sent ${sent} times`);
  }
  return verdict;
}
