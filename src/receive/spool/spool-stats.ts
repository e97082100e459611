/** The state of the spool in plain numbers. Counters begin at 0 with the process. */
export interface SpoolStats {
  /** Records on disk that the consumer has not acknowledged. */
  readonly pendingRecords: number;
  /** What they take on disk. */
  readonly pendingBytes: number;
  /** Receipt time of the oldest of them, in milliseconds since 1970. */
  readonly oldestPendingReceivedAt: number | undefined;
  /** Records in memory that are not on disk yet. */
  readonly waitingRecords: number;
  readonly waitingBytes: number;
  /** Segments that are not drained, the one in use included. */
  readonly segments: number;
  readonly drainedSegments: number;
  readonly drainedBytes: number;
  /** Free bytes of the file system, as of the last second. */
  readonly freeBytes: number;
  /** Sequence number the next record gets. */
  readonly nextSequence: number;
  /** Counter: records written and synced. */
  readonly appendedRecords: number;
  /** Counter: groups written and synced. */
  readonly syncs: number;
  /** Counter: segments given up after a failed write or sync. */
  readonly abandonedSegments: number;
  /** Counter: damaged ranges and files that went to quarantine. */
  readonly quarantined: number;
  /** Counter: groups cut off because they were not fully written before a crash. */
  readonly tornTails: number;
  /** Segments that the disk could not read at start, and that wait for the next one. */
  readonly unreadableSegments: number;
}
