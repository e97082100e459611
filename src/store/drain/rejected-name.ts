import { segmentIdText } from '../../receive/spool/segment-names';
import type { SpoolRecord } from '../../receive/spool/spool-record';

/** The name of the file of a delivery that ClickHouse refused: where it came from. */
export function rejectedName({ segmentId, sequence, receivedAt, account }: SpoolRecord): string {
  return `${segmentIdText(segmentId)}-${sequence}-${receivedAt}-${account}.body`;
}

/** What {@link rejectedName} wrote, as far as the name tells it: those of earlier versions had no account. */
export function parseRejectedName(name: string): {
  readonly account: string | undefined;
  readonly receivedAt: number | undefined;
} {
  const match = /^[0-9a-f]{16}-\d+-(\d+)-(.+)\.body$/.exec(name);
  return match
    ? { account: match[2], receivedAt: Number(match[1]) }
    : { account: undefined, receivedAt: undefined };
}
