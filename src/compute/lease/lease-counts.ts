/** What became of the turns of this process, for whoever watches it. */
export class LeaseCounts {
  /** Turns that went through. */
  done = 0;
  /** Turns that were broken off by an error. */
  failed = 0;
  /** Turns that another process took away, as this one had not been heard of for too long. */
  lost = 0;
  /** Turns that were taken from a process that had not been heard of for too long. */
  takenOver = 0;
  /** How long this process has waited for others in all. */
  waitedMs = 0;
  isHeld = false;
  /** Whoever had the last turn that is known of. */
  lastHolder: string | undefined;
}
