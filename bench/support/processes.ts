import { readdirSync, readFileSync } from 'node:fs';

/** Linux tells times in hundredths of a second. */
const TICKS_PER_SECOND = 100;

/** Processor seconds that a process and its children have used since their start, all threads, user and system. */
export function processorSeconds(pid: number): number {
  const ticks = [pid, ...childrenOf(pid)].map((one) => statusOf(one)?.ticks ?? 0);
  return ticks.reduce((sum, value) => sum + value, 0) / TICKS_PER_SECOND;
}

/** The processes that a process has started and that still run. */
export function childrenOf(pid: number): number[] {
  const pids = readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
  return pids.map(Number).filter((other) => statusOf(other)?.parent === pid);
}

/** The bytes of a process that are in memory (resident set). */
export function memoryBytes(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes) * 1024;
}

/** `undefined` for a process that has just ended. */
function statusOf(pid: number): { parent: number; ticks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name, in parentheses, may hold anything; the state follows it.
    const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { parent: Number(parent), ticks: Number(rest[9]) + Number(rest[10]) };
  } catch {
    return undefined;
  }
}
