/** How far a replay is, and what it found. */
export interface ReplayCounts {
  /** Segment files that hold deliveries of the range, as far as their names tell. */
  files: number;
  /** What they take on disk. */
  bytes: number;
  bytesRead: number;
  /** Deliveries of the range that were read. */
  deliveries: number;
  /** Of those, the ones that ClickHouse did not have. */
  missing: number;
  sent: number;
  /** Deliveries that ClickHouse refused as data. */
  refused: number;
  /** Deliveries that stood in a file once and cannot be read any more. */
  unreadable: number;
  /** Damaged places in files. */
  damages: number;
  /** Files that could not be opened, or not be read to their end. */
  failedFiles: number;
}

export function noCounts(): ReplayCounts {
  return {
    ...{ files: 0, bytes: 0, bytesRead: 0, deliveries: 0, missing: 0, sent: 0, refused: 0 },
    ...{ unreadable: 0, damages: 0, failedFiles: 0 },
  };
}

/** Whether nothing was left behind that is of the range, or may have been. */
export function isWhole({ refused, unreadable, damages, failedFiles }: ReplayCounts): boolean {
  return refused + unreadable + damages + failedFiles === 0;
}
