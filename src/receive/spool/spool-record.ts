/** What tells one delivery from every other: the unique id of its segment, and its number within the spool. */
export interface RecordIdentity {
  /** Unsigned 64 bits, never used for another segment, not even after a restore from a backup. */
  readonly segmentId: bigint;
  /** Grows with every record of the spool: the order of receipt. */
  readonly sequence: number;
}

/** A delivery as it is handed to the spool. */
export interface SpoolEntry {
  /** At most 65,535 bytes of UTF-8. */
  readonly account: string;
  /** Milliseconds since 1970, a whole number. */
  readonly receivedAt: number;
  /** The caller's own unsigned 64 bits, kept as given; `0n` means none. */
  readonly occurrence: bigint;
  /** The exact bytes received. Must not change until the append is done. */
  readonly body: Buffer;
}

/** A delivery as the spool gives it back. Its body is a view into a larger buffer: copy it to keep it for long. */
export interface SpoolRecord extends SpoolEntry, RecordIdentity {
  /** The body was taken away after the record had been drained; what stands there instead was given by who did it. */
  readonly isErased?: boolean;
}
