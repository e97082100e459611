import { readFileSync, writeFileSync } from 'node:fs';

/** The most bytes of a process that were in memory at once, since its start or since that was forgotten. */
export function peakMemoryBytes(pid: number): number {
  const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) * 1024;
}

/** Linux counts from here on. */
export function forgetPeakMemory(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
