import type { Log } from '../../platform/logging/log';
import type { SpoolClock } from './spool-clock';
import type { SpoolFiles } from './spool-files';
import type { SpoolRecord } from './spool-record';

export interface SpoolOptions {
  /** Absolute path. Made if it is not there. No other process may use it: whoever opens the spool sees to that. */
  readonly directory: string;
  readonly log: Log;
  /** Bytes on disk and not acknowledged by the consumer, above which deliveries are refused. */
  readonly maxPendingBytes: number;
  /** Free bytes of the file system below which deliveries are refused. */
  readonly minFreeBytes: number;
  /** Size of a segment; 32 MiB unless given. */
  readonly segmentBytes?: number;
  /** Bytes waiting in memory for the disk, above which deliveries are refused; 32 MiB unless given. */
  readonly maxWaitingBytes?: number;
  /**
   * Called while the spool opens, in order, with each record received within the last `recentMs`, drained or
   * not. Copy a body to keep it.
   */
  readonly onRecovered?: (record: SpoolRecord) => void;
  /** Ten minutes unless given. */
  readonly recentMs?: number;
  /**
   * Called once when a group could be written neither to its segment nor to the spare, for another reason than
   * a full disk. Unless given, the error is thrown where nobody catches it, which ends the process.
   */
  readonly onFatal?: (error: Error) => void;
  readonly files?: SpoolFiles;
  readonly clock?: SpoolClock;
}
