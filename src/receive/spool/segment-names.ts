/** A segment whose records ClickHouse holds, as far as the consumer said; kept for when it turns out otherwise. */
export interface DrainedSegment {
  readonly segmentId: bigint;
  /** Those that could be read. */
  readonly records: number;
  readonly firstSequence: number;
  readonly lastSequence: number;
  /** The latest receipt time in it, in milliseconds since 1970. */
  readonly latestReceivedAt: number;
  /** When its last record was acknowledged, in milliseconds since 1970. */
  readonly drainedAt: number;
  /** Size of the file. */
  readonly bytes: number;
}

/** What the name of a drained segment's file tells. */
export type DrainedName = Omit<DrainedSegment, 'bytes'>;

/** The id as 16 hexadecimal digits: ids and their texts sort alike. */
export function segmentIdText(segmentId: bigint): string {
  return segmentId.toString(16).padStart(16, '0');
}

/** The name while records of the segment wait for the consumer. */
export function segmentName(segmentId: bigint): string {
  return `${segmentIdText(segmentId)}.segment`;
}

/** The name while the segment is being prepared: whatever a start finds under it was never used. */
export function preparingName(segmentId: bigint): string {
  return `${segmentIdText(segmentId)}.preparing`;
}

/** The name of what is to take the place of a drained segment, until it is whole: a start removes it. */
export function rewritingName(segmentId: bigint): string {
  return `${segmentIdText(segmentId)}.rewriting`;
}

/** The name after draining. It carries what the next start wants to know, so that it need not read the file. */
export function drainedName(segment: DrainedName): string {
  const { segmentId, records, firstSequence, lastSequence, latestReceivedAt, drainedAt } = segment;
  const facts = [records, firstSequence, lastSequence, latestReceivedAt, drainedAt].join('.');
  return `${segmentIdText(segmentId)}.${facts}.drained`;
}

/** The id in the name of a pending segment, or `undefined` for another name. */
export function parseSegmentName(name: string): bigint | undefined {
  const match = /^([0-9a-f]{16})\.segment$/.exec(name);
  return match?.[1] === undefined ? undefined : BigInt(`0x${match[1]}`);
}

/** Whether a file was never made to its end. */
export function isUnfinishedName(name: string): boolean {
  return /^[0-9a-f]{16}\.(preparing|rewriting)$/.test(name);
}

/** What {@link drainedName} wrote, or `undefined` for another name. */
export function parseDrainedName(name: string): DrainedName | undefined {
  const match = /^([0-9a-f]{16})\.(\d+)\.(\d+)\.(\d+)\.(\d+)\.(\d+)\.drained$/.exec(name);
  if (!match) return undefined;
  const [records = 0, firstSequence = 0, lastSequence = 0, latestReceivedAt = 0, drainedAt = 0] = match
    .slice(2)
    .map(Number);
  const segmentId = BigInt(`0x${match[1] ?? ''}`);
  return { segmentId, records, firstSequence, lastSequence, latestReceivedAt, drainedAt };
}
