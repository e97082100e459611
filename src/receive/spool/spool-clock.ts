/** The spool's time. */
export interface SpoolClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs the task again and again until the returned function is called. */
  repeat(everyMs: number, task: () => void): () => void;
}

/** The real time. Its repetitions do not keep the process alive. */
export const SYSTEM_CLOCK: SpoolClock = {
  now: () => Date.now(),
  repeat: (everyMs, task) => {
    const timer = setInterval(task, everyMs).unref();
    return () => {
      clearInterval(timer);
    };
  },
};
